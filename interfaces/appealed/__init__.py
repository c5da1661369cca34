"""What is appealed against: found on any page of the service, with all it tells (I9).

The links on pages stand in `interfaces.appealed.links`, which knows the service.
"""

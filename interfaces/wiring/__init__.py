"""How the parts of one thing are put together; `interfaces.service` joins them."""

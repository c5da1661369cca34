"""Lists and calendars as files: XLSX, PDF, JSON, iCalendar.

`content` says in words what a list holds, a writer for each form puts it into a file;
`taking` makes the file, records it and gives it away.
"""

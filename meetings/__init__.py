"""One-to-one meetings at an event: who should meet whom, requests, the schedule, the day's tables, what came of them.

Code alone: their models and migrations are those of `events`, for an event is one schema, and its door, calendar files
and mails read meetings too. So the names by which the database knows failures of sweeps and the lock of the fits
begin with `events`.
"""

"""When each task is asked for. Every one may run twice, and looks at rows: a missed turn is made up for by the next."""

from datetime import time, timedelta

from celery.schedules import crontab


def timetable(nightly_at: time) -> dict[str, dict[str, object]]:
    """What beat sends, and when; `nightly_at` is when all projects are matched anew."""
    nightly = crontab(nightly_at.minute, nightly_at.hour)
    return {
        "send-due-emails": {"task": "notifications.send_due_emails", "schedule": timedelta(seconds=30)},
        "deliver-webhooks": {"task": "notifications.deliver_webhooks", "schedule": timedelta(seconds=30)},
        "translate-waiting": {"task": "translation.translate_waiting", "schedule": timedelta(seconds=30)},
        "purge-unread-translations": {"task": "translation.purge_unread", "schedule": crontab(hour=4, minute=15)},
        "purge-keys": {"task": "notifications.purge_keys", "schedule": crontab(minute=50)},
        "purge-mail-budgets": {"task": "notifications.purge_budgets", "schedule": crontab(hour=3, minute=50)},
        "clear-sessions": {"task": "accounts.clear_sessions", "schedule": crontab(hour=3, minute=55)},
        "purge-old-events": {"task": "notifications.purge_old_events", "schedule": crontab(hour=3, minute=45)},
        "sweep-matching": {"task": "matching.sweep", "schedule": timedelta(seconds=30)},
        "nightly-full-run": {"task": "matching.start_nightly_run", "schedule": nightly},
        "sweep-imports": {"task": "exchange.sweep_imports", "schedule": timedelta(minutes=1)},
        "remind-of-expiry": {"task": "companies.remind_of_expiry", "schedule": crontab(hour=8, minute=10)},
        "announce-new-results": {"task": "directory.announce_new_results", "schedule": timedelta(minutes=10)},
        "refresh-directory": {"task": "directory.refresh", "schedule": timedelta(seconds=30)},
        "purge-kept-forms": {"task": "accounts.purge_kept_forms", "schedule": crontab(minute=50)},
        "purge-idempotency-records": {"task": "rest.purge_old_records", "schedule": crontab(hour=3, minute=35)},
        "remind-of-next-actions": {"task": "partnerships.remind_of_actions", "schedule": crontab(minute=20)},
        "ask-follow-ups": {"task": "partnerships.ask_follow_ups", "schedule": crontab(hour=9, minute=5)},
        "sweep-partnership-requests": {"task": "partnerships.sweep_requests", "schedule": timedelta(minutes=10)},
        "sweep-events": {"task": "events.sweep_states", "schedule": timedelta(minutes=1)},
        "sweep-registrations": {"task": "events.sweep_registrations", "schedule": timedelta(minutes=5)},
        "sweep-meeting-requests": {"task": "meetings.sweep_meeting_requests", "schedule": timedelta(minutes=10)},
        "sweep-schedules": {"task": "meetings.sweep_schedules", "schedule": timedelta(seconds=30)},
        "refresh-event-fits": {"task": "meetings.refresh_fits", "schedule": crontab(minute=35)},
        "thank-participants": {"task": "meetings.thank_participants", "schedule": timedelta(minutes=10)},
        "close-consents": {"task": "partnerships.close_consents", "schedule": crontab(minute=40)},
        "close-overdue-projects": {"task": "companies.expire_projects", "schedule": crontab(hour=1, minute=5)},
    }

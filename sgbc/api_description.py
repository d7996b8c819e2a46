"""What the description of the REST API says of it as a whole, and how it is drawn up; a part of the settings."""

SPECTACULAR_SETTINGS: dict[str, object] = {
    "TITLE": "Smart Green Business Centre",
    "VERSION": "1",
    "DESCRIPTION": (
        "Everything is JSON. You can read the directory, the concepts and the case studies without a token; for "
        "everything else, create one on [your page](/me/tokens/) and send it as `Authorization: Bearer sgbc_…`. Errors "
        "follow RFC 9457, in the language of `Accept-Language`. A POST request can have an `Idempotency-Key`; a PATCH "
        "request needs `If-Match`, and so does a POST request that decides on something you have read."
    ),
    "TAGS": [
        {"name": "directory", "description": "Verified companies and their published projects, as shown on the pages"},
        {"name": "concepts", "description": "The taxonomy of green and digital themes"},
        {"name": "cases", "description": "What companies from the two countries did together"},
        {"name": "me", "description": "Whose token this is"},
        {"name": "own companies", "description": "Profiles of the companies you act for"},
        {"name": "own projects", "description": "Projects of the companies you act for, and their next steps"},
        {"name": "own matches", "description": "What staff have suggested, and your answers"},
        {"name": "own requests", "description": "Requests to and from other companies"},
        {"name": "own introductions", "description": "Consents, and contact details once both companies have agreed"},
        {"name": "own collaborations", "description": "Stages, next actions and messages"},
        {"name": "events", "description": "Networking events of the centre, as announced on the pages"},
        {
            "name": "own events",
            "description": "Registrations of the companies you act for, partners, meeting requests and meetings",
        },
        {"name": "event desk", "description": "Events, registrations, the schedule and the door, for staff"},
        {"name": "review", "description": "The review desk, for staff"},
        {"name": "integration", "description": "What has changed, to keep a copy up to date"},
        {"name": "webhooks", "description": "Messages sent to your own program when something happens"},
    ],
    "OAS_VERSION": "3.1.1",
    "DEFAULT_GENERATOR_CLASS": "rest.description.KeptGenerator",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SERVE_URLCONF": "sgbc.urls",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"persistAuthorization": False, "deepLinking": True},
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "CompanyStatus": "companies.models.CompanyStatus",
        "ProjectStatus": "companies.models.ProjectStatus",
        "MatchStatus": "matching.models.MatchStatus",
        "DeclineReason": "matching.models.DeclineReason",
        "RejectionReason": "matching.models.RejectionReason",
        "Language": "accounts.models.Language",
        "CooperationType": "taxonomy.vocabulary.CooperationType",
        "CollaborationStage": "partnerships.models.CollaborationStage",
        "EventStatus": "events.models.EventStatus",
        "EventAttendance": "events.models.Attendance",
        "RegistrationAttendance": "events.serializers.registrations.WAYS",
        "RegistrationStatus": "events.models.RegistrationStatus",
        "MeetingRequestStatus": "events.models.MeetingRequestStatus",
        "MeetingStatus": "events.models.MeetingStatus",
        "MeetingDecline": "events.models.MeetingDecline",
        "ScheduleStatus": "events.models.ScheduleStatus",
    },
}

"""What the description of the REST API says of it as a whole, and how it is drawn up; a part of the settings."""

SPECTACULAR_SETTINGS: dict[str, object] = {
    "TITLE": "Smart Green Business Centre",
    "VERSION": "1",
    "DESCRIPTION": (
        "Everything is JSON. Reading the directory, the concepts and the cases needs no token; for all else make one "
        "on [your page](/me/tokens/) and send it as `Authorization: Bearer sgbc_…`. Every error is a problem of RFC "
        "9457 in the language of `Accept-Language`; a POST may carry an `Idempotency-Key`; a PATCH needs `If-Match`, "
        "and so does a POST that decides on what was read."
    ),
    "TAGS": [
        {"name": "directory", "description": "Verified companies and their published projects, as the pages find them"},
        {"name": "concepts", "description": "The taxonomy of green and digital themes"},
        {"name": "cases", "description": "What companies of the two countries did together"},
        {"name": "me", "description": "Whose token it is"},
        {"name": "own companies", "description": "Profiles of the companies you act for"},
        {"name": "own projects", "description": "Their projects and the steps these take"},
        {"name": "own matches", "description": "What staff suggested, and your answer"},
        {"name": "own requests", "description": "Asking another company, and answering one"},
        {"name": "own introductions", "description": "Consents, and the contacts once both companies gave theirs"},
        {"name": "own collaborations", "description": "Stages, next actions and messages"},
        {"name": "review", "description": "The desk, for staff"},
        {"name": "integration", "description": "What changed, for keeping a copy"},
        {"name": "webhooks", "description": "Being told instead of asking"},
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
    },
}

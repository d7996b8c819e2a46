from django.urls import path

from accounts.views import addresses, kept_forms, language, tokens

app_name = "accounts"
urlpatterns = [
    path("language/", language.language_set, name="language_set"),
    path("me/addresses/link/", addresses.link_send_again, name="link_send_again"),
    path("kept/<int:form_id>/drop/", kept_forms.kept_form_drop, name="kept_form_drop"),
    path("me/tokens/", tokens.token_list, name="token_list"),
    path("me/tokens/new/", tokens.token_create, name="token_create"),
    path("me/tokens/<str:token_key>/revoke/", tokens.token_revoke, name="token_revoke"),
]

from django.urls import path

from accounts.views import addresses, language, tokens

app_name = "accounts"
urlpatterns = [
    path("language/", language.language_set, name="language_set"),
    path("me/addresses/link/", addresses.link_send_again, name="link_send_again"),
    path("me/tokens/", tokens.token_list, name="token_list"),
    path("me/tokens/new/", tokens.token_create, name="token_create"),
    path("me/tokens/<str:token_key>/revoke/", tokens.token_revoke, name="token_revoke"),
]

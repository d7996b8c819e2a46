from django.urls import path

from translation import views

app_name = "translation"

urlpatterns = [
    path("texts/later/", views.written_later, name="written_later"),
    path("texts/about/", views.about, name="about"),
]

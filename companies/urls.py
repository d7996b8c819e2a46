from django.urls import path

from companies import views

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="company_list"),
    path("companies/<slug:public_id>/", views.company_detail, name="company_detail"),
    path("projects/", views.project_list, name="project_list"),
    path("projects/<slug:public_id>/", views.project_detail, name="project_detail"),
]

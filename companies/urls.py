from django.urls import path

from companies.views import directory
from companies.views.map import company_map

app_name = "companies"
urlpatterns = [
    path("companies/", directory.company_list, name="company_list"),
    path("companies/map/", company_map, name="company_map"),
    path("companies/<slug:public_id>/", directory.company_detail, name="company_detail"),
    path("projects/", directory.project_list, name="project_list"),
    path("projects/<slug:public_id>/", directory.project_detail, name="project_detail"),
]

from django.urls import path

from directory.views import companies, company_map, directory, saved_searches

app_name = "directory"
urlpatterns = [
    path("companies/", directory.company_list, name="company_list"),
    path("companies/map/", company_map.company_map, name="company_map"),
    path("companies/<slug:public_id>/", companies.company_detail, name="company_detail"),
    path("projects/", directory.project_list, name="project_list"),
    path("projects/<slug:public_id>/", directory.project_detail, name="project_detail"),
    path("me/searches/", saved_searches.saved_search_list, name="saved_search_list"),
    path("me/searches/new/", saved_searches.saved_search_create, name="saved_search_create"),
    path("me/searches/<int:search_id>/", saved_searches.saved_search_edit, name="saved_search_edit"),
    path("me/searches/<int:search_id>/pause/", saved_searches.saved_search_pause, name="saved_search_pause"),
    path("me/searches/<int:search_id>/resume/", saved_searches.saved_search_resume, name="saved_search_resume"),
    path("me/searches/<int:search_id>/delete/", saved_searches.saved_search_delete, name="saved_search_delete"),
]

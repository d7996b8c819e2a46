from django.urls import path

from directory.api.concepts import ConceptDetail, ConceptList
from directory.api.directory import CompanyDetail, CompanyList, ProjectDetail, ProjectList

urlpatterns = [
    path("companies/", CompanyList.as_view(), name="company_list"),
    path("companies/<str:public_id>/", CompanyDetail.as_view(), name="company_detail"),
    path("projects/", ProjectList.as_view(), name="project_list"),
    path("projects/<str:public_id>/", ProjectDetail.as_view(), name="project_detail"),
    path("concepts/", ConceptList.as_view(), name="concept_list"),
    path("concepts/<str:code>/", ConceptDetail.as_view(), name="concept_detail"),
]

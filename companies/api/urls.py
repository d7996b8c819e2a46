from django.urls import path

from companies.api.changes import CompanyChanges, ProjectChanges
from companies.api.company_claims import CompanyClaim
from companies.api.company_desk import CompanyDecide, CompanyQueue, CompanyToVerify
from companies.api.company_standing import CompanyReinstate, CompanySuspend
from companies.api.own_companies import OwnCompanyDetail, OwnCompanyList, OwnCompanySubmit
from companies.api.own_projects import OwnProjectDetail, OwnProjectList, ProjectsOfOwnCompany
from companies.api.project_desk import ProjectDecide, ProjectQueue, ProjectToReview
from companies.api.project_moves import OwnProjectArchive, OwnProjectRenew, OwnProjectSubmit, OwnProjectWithdraw

urlpatterns = [
    path("me/companies/", OwnCompanyList.as_view(), name="own_company_list"),
    path("me/companies/<str:public_id>/", OwnCompanyDetail.as_view(), name="own_company_detail"),
    path("me/companies/<str:public_id>/submit/", OwnCompanySubmit.as_view(), name="own_company_submit"),
    path("me/companies/<str:public_id>/projects/", ProjectsOfOwnCompany.as_view(), name="own_company_projects"),
    path("me/projects/", OwnProjectList.as_view(), name="own_project_list"),
    path("me/projects/<str:public_id>/", OwnProjectDetail.as_view(), name="own_project_detail"),
    path("me/projects/<str:public_id>/submit/", OwnProjectSubmit.as_view(), name="own_project_submit"),
    path("me/projects/<str:public_id>/withdraw/", OwnProjectWithdraw.as_view(), name="own_project_withdraw"),
    path("me/projects/<str:public_id>/renew/", OwnProjectRenew.as_view(), name="own_project_renew"),
    path("me/projects/<str:public_id>/archive/", OwnProjectArchive.as_view(), name="own_project_archive"),
    path("staff/companies/", CompanyQueue.as_view(), name="company_queue"),
    path("staff/companies/<str:public_id>/", CompanyToVerify.as_view(), name="company_to_verify"),
    path("staff/companies/<str:public_id>/review/", CompanyDecide.as_view(), name="company_review"),
    path("staff/companies/<str:public_id>/claim/", CompanyClaim.as_view(), name="company_claim"),
    path("staff/companies/<str:public_id>/suspend/", CompanySuspend.as_view(), name="company_suspend"),
    path("staff/companies/<str:public_id>/reinstate/", CompanyReinstate.as_view(), name="company_reinstate"),
    path("staff/projects/", ProjectQueue.as_view(), name="project_queue"),
    path("staff/projects/<str:public_id>/", ProjectToReview.as_view(), name="project_to_review"),
    path("staff/projects/<str:public_id>/review/", ProjectDecide.as_view(), name="project_review"),
    path("staff/changes/companies/", CompanyChanges.as_view(), name="company_changes"),
    path("staff/changes/projects/", ProjectChanges.as_view(), name="project_changes"),
]

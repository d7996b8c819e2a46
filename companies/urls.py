from django.urls import path

from companies.views import company_queue, directory, imports, project_queue, tables

app_name = "companies"
urlpatterns = [
    path("companies/", directory.company_list, name="company_list"),
    path("companies/<slug:public_id>/", directory.company_detail, name="company_detail"),
    path("projects/", directory.project_list, name="project_list"),
    path("projects/<slug:public_id>/", directory.project_detail, name="project_detail"),
    path("staff/companies/", company_queue.company_queue, name="company_queue"),
    path("staff/companies/<slug:public_id>/", company_queue.company_review, name="company_review"),
    path("staff/companies/<slug:public_id>/decide/", company_queue.company_decide, name="company_decide"),
    path("staff/projects/", project_queue.project_queue, name="project_queue"),
    path("staff/projects/<slug:public_id>/", project_queue.project_review, name="project_review"),
    path("staff/projects/<slug:public_id>/decide/", project_queue.project_decide, name="project_decide"),
    path("staff/imports/", imports.import_list, name="import_list"),
    path("staff/imports/template/", tables.import_template, name="import_template"),
    path("staff/imports/<int:batch_id>/", imports.import_detail, name="import_detail"),
    path("staff/imports/<int:batch_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("staff/imports/<int:batch_id>/discard/", imports.import_discard, name="import_discard"),
    path("staff/imports/<int:batch_id>/report/", tables.import_report, name="import_report"),
    path("staff/export/", tables.company_export, name="company_export"),
]

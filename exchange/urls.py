from django.urls import path

from exchange.views import een, imports, tables

app_name = "exchange"
urlpatterns = [
    path("staff/imports/", imports.import_list, name="import_list"),
    path("staff/imports/template/", tables.import_template, name="import_template"),
    path("staff/imports/<int:batch_id>/", imports.import_detail, name="import_detail"),
    path("staff/imports/<int:batch_id>/read/", imports.import_read, name="import_read"),
    path("staff/imports/<int:batch_id>/rows/<int:line>/", imports.import_row, name="import_row"),
    path("staff/imports/<int:batch_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("staff/imports/<int:batch_id>/discard/", imports.import_discard, name="import_discard"),
    path("staff/imports/<int:batch_id>/report/", tables.import_report, name="import_report"),
    path("staff/export/", tables.company_export, name="company_export"),
    path("staff/export/een/", een.een_export, name="een_export"),
    path("me/projects/<slug:public_id>/een/", een.own_project_een, name="own_project_een"),
]

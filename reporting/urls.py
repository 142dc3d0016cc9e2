"""Pages of reporting."""

from django.urls import path

from reporting.pages import (
    acts,
    annex,
    cap,
    direct_awards,
    open_data,
    panel,
    panel_lines,
    panel_rows,
    prices_compared,
    record,
    reg_84,
    reports,
    steps,
)

app_name = "reporting"
urlpatterns = [
    path("", reports.Reports.as_view(), name="list"),
    path("new/", acts.MakeReport.as_view(), name="new"),
    path("figures/", cap.CapPage.as_view(), name="cap"),
    path("figures/panel/", panel.PanelRequests.as_view(), name="panel"),
    path("figures/panel/lines/", panel_lines.DecidedLines.as_view(), name="panel-lines"),
    path("figures/panel/waits/", panel_rows.Waits.as_view(), name="panel-waits"),
    path("figures/panel/urgent/", panel_rows.UrgentDecisions.as_view(), name="panel-urgent"),
    path("figures/panel/conditions/", panel_rows.Conditions.as_view(), name="panel-conditions"),
    path("figures/prices/", prices_compared.PricesCompared.as_view(), name="prices-compared"),
    path("open-data/", open_data.OpenData.as_view(), name="open-data"),
    path("open-data/ocds/", open_data.OCDS.as_view(), name="open-ocds"),
    path("open-data/contracts/<str:quarter>/", open_data.Register.as_view(), name="open-register"),
    path("open-data/spend/<str:quarter>/", open_data.Spend.as_view(), name="open-spend"),
    path("direct-awards/", direct_awards.DirectAwards.as_view(), name="direct-awards"),
    path(
        "direct-awards/<str:year>/pdf/",
        direct_awards.DirectAwardsPDF.as_view(),
        name="direct-awards-pdf",
    ),
    path("call-offs/<int:pk>/regulation-84/", reg_84.Reg84File.as_view(), name="reg-84"),
    path("<int:pk>/", record.ReportPage.as_view(), name="detail"),
    path("<int:pk>/progress/", record.ReportProgress.as_view(), name="progress"),
    path("<int:pk>/pdf/", record.DownloadPDF.as_view(), name="pdf"),
    path("<int:pk>/figures/", record.DownloadFigures.as_view(), name="figures"),
    path("<int:pk>/csv/", record.DownloadTable.as_view(), name="csv"),
    path("<int:pk>/xlsx/", record.DownloadWorkbook.as_view(), name="xlsx"),
    path("<int:pk>/commentary/", steps.WriteCommentary.as_view(), name="comment"),
    path("<int:pk>/review/", steps.ReviewReport.as_view(), name="review"),
    path("<int:pk>/send-back/", steps.SendBackReport.as_view(), name="send-back"),
    path("<int:pk>/sign-off/", steps.SignOffReport.as_view(), name="sign-off"),
    path("<int:pk>/publish/", steps.PublishReport.as_view(), name="publish"),
    path("<int:pk>/annex/", annex.ExemptAnnexFile.as_view(), name="annex"),
    path("<int:pk>/cancel/", acts.CancelReport.as_view(), name="cancel"),
    path("<int:pk>/retry/", acts.RetryReport.as_view(), name="retry"),
]

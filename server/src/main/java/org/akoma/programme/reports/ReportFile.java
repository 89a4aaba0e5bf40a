package org.akoma.programme.reports;

import org.akoma.programme.reports.Report.Format;

/**
 * A file of a report.
 *
 * @param draft says on every page that it is not to be passed on
 * @param sha256 of its bytes, in hexadecimal
 */
record ReportFile(Format format, boolean draft, int bytes, String sha256) {}

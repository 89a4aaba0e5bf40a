package org.akoma.exchange.htcds;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.exchange.spreadsheets.CellReporter;
import org.jspecify.annotations.Nullable;

/** What two fields of one row cannot both say. */
final class RowRules {
    private static final List<String> IN_A_LIFE = List.of(
            "cas_IncomingReferralDate",
            "cas_OutgoingReferralDate",
            "hte_Date",
            "spl_PlannedEndDate",
            "spl_ActualEndDate");

    private RowRules() {}

    static void check(Map<String, List<String>> row, LocalDate today, CellReporter reporter) {
        LocalDate born = date(row, "prs_Birthdate");
        if (born != null) {
            for (String field : IN_A_LIFE) {
                LocalDate then = date(row, field);
                if (then != null && then.isBefore(born))
                    reporter.error("exchange.before-birth", field + " " + then, "prs_Birthdate " + born);
            }
            checkAge(row, born, today, reporter);
        }
        LocalDate in = date(row, "cas_IncomingReferralDate");
        LocalDate out = date(row, "cas_OutgoingReferralDate");
        if (in != null && out != null && out.isBefore(in))
            reporter.warning("exchange.out-before-in", out.toString(), in.toString());
    }

    private static void checkAge(
            Map<String, List<String>> row, LocalDate born, LocalDate today, CellReporter reporter) {
        List<String> age = row.getOrDefault("vic_AgeWhenTrafficked", List.of());
        if (!age.isEmpty() && born.plusYears(Integer.parseInt(age.getFirst())).isAfter(today))
            reporter.error(
                    "exchange.age-not-reached", "vic_AgeWhenTrafficked " + age.getFirst(), "prs_Birthdate " + born);
    }

    private static @Nullable LocalDate date(Map<String, List<String>> row, String field) {
        List<String> values = row.getOrDefault(field, List.of());
        return values.isEmpty() ? null : LocalDate.parse(values.getFirst());
    }
}

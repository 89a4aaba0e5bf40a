package org.akoma.exchange.htcds;

import java.util.Locale;
import java.util.Map;
import org.akoma.exchange.spreadsheets.Choices;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;

/** What Akoma itself shows for a code of HTCDS, in both languages: who copies a word from its pages into a file is understood. */
final class OwnWords {

    /** Field of HTCDS to the list of ours whose codes map to its own. */
    static final Map<String, String> LISTS = Map.of(
            "prs_Gender", "sex",
            "vic_TraffickingStatus", "victim-status",
            "vic_ForcedLabourIndustry", "sector",
            "cas_Status", "case-status",
            "spl_Type", "plan-type",
            "per_RoleInProcess", "suspect-role",
            "org_Type", "organisation-type");

    private OwnWords() {}

    /** Behind the words of HTCDS, which keep their meaning. */
    static void add(CodeLists lists, String field, Choices choices) {
        String list = LISTS.get(field);
        if (list == null) return;
        for (Code own : lists.list(list).codes()) {
            String meant = own.htcds();
            if (meant != null && choices.has(meant)) choices.add(meant, own.code(), own.labelFr(), own.labelEn());
        }
    }

    /** The languages spoken where Akoma works, by the names that it gives them. */
    static void addLanguages(CodeLists lists, Choices languages) {
        for (Code own : lists.list("language").codes())
            languages.pick(own.code(), false).codes().stream()
                    .findFirst()
                    .ifPresent(meant -> languages.add(
                            meant, own.labelFr(), own.labelEn(), shortly(own.labelFr()), shortly(own.labelEn())));
    }

    private static String shortly(String label) {
        return label.replaceAll(" \\(.*", "");
    }

    /** A list of ours by its codes and labels. */
    static Choices of(CodeLists lists, String list) {
        Choices choices = new Choices();
        for (Code code : lists.list(list).codes())
            choices.add(code.code(), code.label(Locale.FRENCH), code.label(Locale.ENGLISH));
        return choices;
    }
}

package org.akoma.protection.handover;

import java.time.LocalDate;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the records say of each point of a checklist, in the reader's language, and the page of the file that mends it. */
@Component
class ChecklistFacts {

    private final Formats words;

    ChecklistFacts(Formats words) {
        this.words = words;
    }

    public String of(Handover.Item item) {
        String fact = item.fact();
        if (fact == null) return item.part() == Handover.Part.CHILDS_VIEW ? "" : words.text("words.not-noted");
        return switch (item.part()) {
            case PLAN, LAST_VISIT, ADDRESS, CSI, MEDICAL, KEY_DATES -> words.date(LocalDate.parse(fact));
            case RISK -> words.code("risk", fact);
            case EDUCATION -> words.code("pathway", fact);
            case SERVICES -> words.text("handover.services", Integer.parseInt(fact));
            case LEGAL -> words.code("victim-status", fact);
            case CONSENT -> words.code("handover.consents", fact);
            case ALERTS -> words.text("handover.alerts", Integer.parseInt(fact));
            case CHILDS_VIEW -> "";
        };
    }

    /** Below the address of the file; null = nothing there mends it. */
    public @Nullable String page(Handover.Item item) {
        return switch (item.part()) {
            case PLAN -> "/plan";
            case RISK -> "/assessment";
            case LAST_VISIT, KEY_DATES -> "/visits";
            case ADDRESS -> "/placement";
            case CSI -> "/csi";
            case EDUCATION -> "/schooling";
            case SERVICES -> "/aid";
            case LEGAL -> "PRESUMED_VICTIM".equals(item.fact()) ? "/exploitation" : "/guardians/new";
            case MEDICAL -> "/health";
            case CONSENT, CHILDS_VIEW -> "/consents";
            case ALERTS -> "/alerts";
        };
    }
}

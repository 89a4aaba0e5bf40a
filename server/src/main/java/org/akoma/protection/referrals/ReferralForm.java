package org.akoma.protection.referrals;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Section;
import org.akoma.ground.reference.CodeLists;
import org.jspecify.annotations.Nullable;

/** Reads what was typed of a referral, in a page or as JSON. */
final class ReferralForm {

    /** What a referral may carry beside code and state of the file. */
    static final List<Section> SECTIONS = List.copyOf(EnumSet.complementOf(EnumSet.of(Section.STATUS)));

    private ReferralForm() {}

    static List<String> services(CodeLists lists) {
        return lists.codesOf("assistance");
    }

    /** The values of the form when a draft is changed. */
    static Map<String, Object> typed(Referral draft, Referral.@Nullable SealedText words) {
        Map<String, Object> typed = new HashMap<>();
        typed.put("from", draft.from());
        typed.put("to", draft.to());
        typed.put("purpose", draft.purpose().name());
        typed.put("priority", draft.priority().name());
        if (draft.service() != null) typed.put("service", draft.service());
        typed.put("sections", draft.sections().stream().map(Enum::name).toList());
        if (draft.homecomingId() != null)
            typed.put("homecoming", draft.homecomingId().toString());
        if (words != null) {
            typed.put("reason", words.reason());
            typed.put("asked", words.asked());
        }
        return typed;
    }
}

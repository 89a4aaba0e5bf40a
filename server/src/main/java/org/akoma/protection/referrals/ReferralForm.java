package org.akoma.protection.referrals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads what was typed of a referral, in a page or as JSON. */
final class ReferralForm {

    /** What a referral may carry beside code and state of the file. */
    static final List<Section> SECTIONS = List.copyOf(EnumSet.complementOf(EnumSet.of(Section.STATUS)));

    private ReferralForm() {}

    static List<String> services(CodeLists lists) {
        return lists.codesOf("assistance");
    }

    /** Null when something is wrong, which the form then tells. @param id of a draft that is rewritten; null = a new one */
    static @Nullable DraftReferral read(Form form, CodeLists lists, @Nullable UUID id, @Nullable Integer version) {
        UUID made = form.id("id");
        String from = form.text("from", 40);
        String to = form.required("to", 40);
        Agreement.Purpose purpose = form.requiredChoice("purpose", Agreement.Purpose.class);
        Referral.Priority priority = form.requiredChoice("priority", Referral.Priority.class);
        String service = form.choice("service", services(lists));
        Set<Section> sections = sections(form);
        UUID homecoming = form.id("homecoming");
        String reason = form.required("reason", Form.LONG_TEXT);
        String asked = form.required("asked", Form.LONG_TEXT);
        if (!form.isSound()) return null;
        return new DraftReferral(
                id != null ? id : made == null ? Ids.next() : made,
                version,
                null,
                from,
                Objects.requireNonNull(to),
                Objects.requireNonNull(purpose),
                Objects.requireNonNull(priority),
                service,
                sections,
                homecoming,
                new Referral.SealedText(Objects.requireNonNull(reason), Objects.requireNonNull(asked)));
    }

    private static Set<Section> sections(Form form) {
        List<String> names = Arrays.stream(Section.values()).map(Enum::name).toList();
        return form.choices("sections", names).stream().map(Section::valueOf).collect(Collectors.toSet());
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

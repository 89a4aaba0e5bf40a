package org.akoma.ground.agreements;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.people.OrganisationForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads what was typed of an agreement, in a page or as JSON. */
final class AgreementForm {

    private static final int LONGEST_RETENTION = 3_650;

    /** What an agreement may name; code and state of the file always go along. */
    static final List<Section> SECTIONS = List.copyOf(EnumSet.complementOf(EnumSet.of(Section.STATUS)));

    private AgreementForm() {}

    /** Null when something is wrong, which the form then tells. */
    static @Nullable ProposeAgreement read(Form form) {
        UUID id = form.id("id");
        String from = OrganisationForm.upper(form.required("from", 40));
        String to = OrganisationForm.upper(form.required("to", 40));
        boolean both = form.ticked("bothWays");
        Set<Agreement.Purpose> purposes = some(form, "purposes", Agreement.Purpose.values());
        Set<Section> sections = some(form, "sections", Section.values());
        Agreement.Channel channel = form.requiredChoice("channel", Agreement.Channel.class);
        Integer retention = form.integer("retentionDays", 1, LONGEST_RETENTION);
        if (retention == null && form.hasNoError("retentionDays")) form.wrong("retentionDays", "form.required");
        LocalDate signed = form.requiredDate("signedOn");
        LocalDate expires = form.requiredDate("expiresOn");
        if (!form.isSound()) return null;
        return new ProposeAgreement(
                id == null ? Ids.next() : id,
                Objects.requireNonNull(from),
                Objects.requireNonNull(to),
                both,
                purposes,
                sections,
                Objects.requireNonNull(channel),
                Objects.requireNonNull(retention),
                Objects.requireNonNull(signed),
                Objects.requireNonNull(expires));
    }

    private static <E extends Enum<E>> Set<E> some(Form form, String field, E[] allowed) {
        List<String> names = Arrays.stream(allowed).map(Enum::name).toList();
        List<String> chosen = form.choices(field, names);
        if (chosen.isEmpty() && form.hasNoError(field)) form.wrong(field, "form.required");
        return chosen.stream().map(name -> allowed[names.indexOf(name)]).collect(Collectors.toSet());
    }
}

package org.akoma.protection.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a consent, in a page or as JSON. */
public final class ConsentForm {

    /** One box for the seven questions, where everything was explained: a yes counts for nothing less. */
    static final String ALL = "ALL";

    private ConsentForm() {}

    /** @return null when something is wrong: see the form's errors */
    public static @Nullable RecordConsent read(Form form, CodeLists lists) {
        UUID id = form.id("id");
        Consent.Purpose purpose = form.requiredChoice("purpose", Consent.Purpose.class);
        Consent.Status status = form.requiredChoice("status", Consent.Status.class);
        Consent.GivenBy by = form.requiredChoice("givenBy", Consent.GivenBy.class);
        Instant at = form.requiredMoment("at");
        String language = form.choice("language", lists.codesOf("language"));
        Consent.Basis basis = form.choice("basis", Consent.Basis.class);
        List<String> explained = explained(form, lists);
        String explainedBy = form.text("explainedBy", 40);
        String witness = form.text("witness", Form.SHORT_TEXT);
        String words = form.text("words", Form.LONG_TEXT);
        if (form.ticked("limitsTold")) explained.addFirst(Consent.LIMITS);
        else if (status == Consent.Status.GIVEN || status == Consent.Status.REFUSED)
            form.wrong("limitsTold", "cases.limits-first");
        if (!form.isSound() || purpose == null || status == null || by == null || at == null) return null;
        return new RecordConsent(
                id == null ? Ids.next() : id,
                purpose,
                status,
                by,
                at,
                language,
                basis,
                explained,
                explainedBy,
                witness,
                words);
    }

    private static List<String> explained(Form form, CodeLists lists) {
        List<String> ticked = form.choices("explained", questions(lists));
        return new ArrayList<>(ticked.contains(ALL) ? lists.codesOf("consent-question") : ticked);
    }

    private static List<String> questions(CodeLists lists) {
        return Stream.concat(lists.codesOf("consent-question").stream(), Stream.of(ALL, Consent.LIMITS))
                .toList();
    }
}

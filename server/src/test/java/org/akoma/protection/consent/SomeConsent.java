package org.akoma.protection.consent;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.Ids;

/** A yes of a girl of twelve and her guardian with everything that a yes needs: all told, in a language, before somebody. */
public final class SomeConsent {

    /** Everything that is told before a yes counts. */
    public static final List<String> TOLD = Stream.concat(
                    Stream.of(Consent.LIMITS), Consent.QUESTIONS.stream().sorted())
            .toList();

    /** Who was looked for, where nobody could be asked. */
    public static final String SOUGHT = "Cherché la mère et l’oncle à Bouaké, par le chef du village : personne";

    private SomeConsent() {}

    public static RecordConsent given(Consent.Purpose purpose, Instant at) {
        return answered(purpose, Consent.Status.GIVEN, Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN, at);
    }

    public static RecordConsent answered(
            Consent.Purpose purpose, Consent.Status status, Consent.GivenBy by, Instant at) {
        return new RecordConsent(
                Ids.next(), purpose, status, by, at, "dyu", null, TOLD, null, "L’infirmière du centre", null);
    }

    /** Asked, while nobody answers for the child yet. */
    public static RecordConsent unobtainable(Consent.Purpose purpose, Instant at) {
        return new RecordConsent(
                Ids.next(),
                purpose,
                Consent.Status.NOT_OBTAINABLE,
                Consent.GivenBy.NOBODY,
                at,
                null,
                Consent.Basis.GUARDIAN_NOT_FOUND,
                List.of(),
                null,
                null,
                SOUGHT);
    }

    /** As JSON. */
    public static Map<String, Object> json(String status, String by, String at) {
        return new HashMap<>(Map.of(
                "purpose",
                "CASE_MANAGEMENT",
                "status",
                status,
                "givenBy",
                by,
                "at",
                at,
                "limitsTold",
                true,
                "explained",
                TOLD.subList(1, TOLD.size()),
                "language",
                "dyu",
                "witness",
                "L’infirmière du centre"));
    }

    /** What a file needs before a guardian's part in a yes. */
    public static Map<String, Object> guardian(String since) {
        return Map.of("kind", "RELATIVE", "appointedOn", since, "name", "Sa tante");
    }
}

package org.akoma.protection.schooling;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** From a refusal about help, school or money to the page where it is lifted. */
@Component
class AidWays implements WaysOn {

    private static final String CONSENT = "/consents/new?purpose=";

    @Override
    public List<WayOn> waysOn() {
        return Stream.of(ofFile(), ofPlaces(), next()).flatMap(ways -> ways).toList();
    }

    private static Stream<WayOn> ofFile() {
        return Stream.of(
                        WayOn.inFile(
                                "/identity/correction",
                                Verb.CHILD_WRITE,
                                "assistance.age-unknown",
                                "assistance.service-age-unknown"),
                        WayOn.inFile("/search", null, "assistance.child-lost"),
                        WayOn.inFile(CONSENT + "CASE_MANAGEMENT", Verb.CHILD_WRITE, "assistance.nobody-asked"),
                        WayOn.inFile(CONSENT + "SHARE_FOR_REFERRAL", Verb.CHILD_WRITE, "assistance.school-no-consent"),
                        WayOn.inFile("/visits/new", Verb.VISIT_WRITE, "assistance.nobody-saw-child"),
                        WayOn.inFile("/placement", null, "assistance.no-foster-family"),
                        WayOn.inFile(
                                "/access",
                                null,
                                "assistance.own-work",
                                "assistance.receiver-of-the-file",
                                "assistance.child-known-to-you-alone"),
                        WayOn.inFile(
                                "/aid", Verb.SERVICE_READ, "assistance.not-approved", "assistance.monitor-not-begun"),
                        WayOn.inFile(
                                "/schooling",
                                Verb.SCHOOL_READ,
                                "assistance.enrolled-already",
                                "assistance.ended-already",
                                "assistance.no-certificate"))
                .flatMap(ways -> ways);
    }

    private static Stream<WayOn> ofPlaces() {
        return Stream.of(
                        WayOn.to("/institutions/new", Verb.TERM_WRITE, "assistance.no-such-institution"),
                        WayOn.to("/terms", Verb.SCHOOL_READ, "assistance.no-term", "assistance.term-there"),
                        WayOn.to(
                                "/services/providers",
                                Verb.PROVIDER_READ,
                                "assistance.unknown-provider",
                                "assistance.provider-full",
                                "followup.visit-no-such-partner"),
                        WayOn.to("/agreements", Verb.AGREEMENT_READ, "assistance.school-no-agreement"),
                        WayOn.to(
                                "/directory",
                                Verb.DIRECTORY_READ,
                                "assistance.no-such-structure",
                                "assistance.unknown-structure"),
                        WayOn.to("/decisions", null, "assistance.rate-waits"))
                .flatMap(ways -> ways);
    }

    private static Stream<WayOn> next() {
        return Stream.of(
                WayOn.to("done.assistance.attendance", "/attendance", Verb.ATTENDANCE_WRITE),
                WayOn.to("done.assistance.term", "/attendance", Verb.ATTENDANCE_WRITE),
                WayOn.to("done.assistance.institution", "/institutions/new", Verb.TERM_WRITE),
                WayOn.to("done.assistance.provider-opened", "#provider", Verb.PROVIDER_WRITE),
                WayOn.to("done.assistance.offer-changed", "/services", Verb.SERVICE_READ));
    }
}

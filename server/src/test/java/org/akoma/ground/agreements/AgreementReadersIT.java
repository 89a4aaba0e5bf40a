package org.akoma.ground.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who could read what under an agreement: by the roles of the people whom a referral reaches, and shown only to who proposes, confirms or ends. */
class AgreementReadersIT extends HouseIT {

    @Autowired
    private Agreements agreements;

    private Organisation ngo;
    private Organisation clinic;
    private String manager;
    private String custodian;
    private String provider;
    private String colleague;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        clinic = structure(Organisation.Kind.NGO);
        manager = person(Role.PROJECT_MANAGER, ngo);
        custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        provider = person(Role.PROVIDER, clinic);
        colleague = person(Role.CASE_WORKER, clinic);
        person(Role.FINANCE_OFFICER, clinic);
        person(Role.SHELTER_MANAGER, clinic);
    }

    private UUID proposed(boolean bothWays) {
        UUID id = Ids.next();
        agreements.propose(
                actor(manager),
                new ProposeAgreement(
                        id,
                        ngo.code(),
                        clinic.code(),
                        bothWays,
                        Set.of(Agreement.Purpose.CARE),
                        Set.of(Section.HEALTH, Section.PLACEMENT),
                        Agreement.Channel.AKOMA,
                        90,
                        LocalDate.parse("2015-06-01"),
                        LocalDate.parse("2016-06-01")));
        return id;
    }

    private JsonNode sides(String reader, UUID id) {
        return api(reader).get("/api/v1/agreements/" + id + "/readers").json().path("items");
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    @Test
    void aProviderReadsNoPlacementWhateverIsAgreed() {
        UUID id = proposed(false);
        for (String reader : Set.of(manager, custodian)) {
            JsonNode sides = sides(reader, id);
            assertThat(sides.size()).isOne();
            JsonNode readers = sides.path(0).path("readers");
            assertThat(readers.size()).as("no worker, payer or shelter manager").isOne();
            assertThat(readers.path(0).path("person").asString()).isEqualToIgnoringCase(provider);
            assertThat(texts(readers.path(0).path("sections"))).containsExactlyInAnyOrder("HEALTH", "STATUS");
            assertThat(texts(sides.path(0).path("unread"))).containsExactly("PLACEMENT");
        }
    }

    @Test
    void theFocalPointIsAmongThem() {
        UUID id = proposed(false);
        TestDatabase.ownerDoes(
                "insert into referrals.structure_entry (organisation_id, focal_id, updated_at, updated_by) values ('%s', '%s', now(), '%s')"
                        .formatted(
                                clinic.id(),
                                actor(colleague).personId(),
                                actor(manager).personId()));
        for (String reader : Set.of(manager, custodian)) {
            JsonNode side = sides(reader, id).path(0);
            assertThat(side.path("readers").size()).isEqualTo(2);
            assertThat(side.path("unread").size()).isZero();
        }
    }

    @Test
    void bothWaysHasTwoSidesAndAStructureWithoutADeskHasNobody() {
        JsonNode sides = sides(manager, proposed(true));
        assertThat(sides.size()).isEqualTo(2);
        assertThat(sides.path(1).path("listener").asString()).isEqualTo(ngo.code());
        assertThat(sides.path(1).path("readers").size()).isZero();
        assertThat(sides.path(1).path("unread").size()).isZero();
    }

    @Test
    void itIsSeenBeforeItIsProposed() {
        String query = "from=%s&to=%s&sections=HEALTH&sections=NOTES".formatted(ngo.code(), clinic.code());
        assertThat(texts(api(manager)
                        .get("/api/v1/agreements/readers?" + query)
                        .json()
                        .path("items")
                        .path(0)
                        .path("unread")))
                .containsExactly("NOTES");
        assertThat(api(manager)
                        .get("/api/v1/agreements/readers?from=" + ngo.code() + "&to=NOBODY")
                        .status())
                .isEqualTo(422);
        String page = browser(manager)
                .post("/agreements/new", "from", ngo.code(), "to", clinic.code(), "sections", "HEALTH", "preview", "1")
                .body();
        assertThat(page)
                .contains("Qui pourrait lire quoi", provider.toUpperCase(Locale.ROOT), "value=\"HEALTH\" checked")
                .doesNotContain("??");
        assertThat(agreements.list(actor(manager), clinic.code(), LocalDate.parse("9999-01-01"), Ids.next(), 9))
                .as("a preview proposes nothing")
                .isEmpty();
    }

    @Test
    void whoDecidesNothingAboutAgreementsIsShownNobody() {
        UUID id = proposed(false);
        assertThat(browser(manager)
                        .get("/agreements/" + id + "?lang=fr&done=agreements.proposed")
                        .body())
                .as("the way on, once")
                .containsOnlyOnce("Proposer un autre accord");
        assertThat(browser(custodian).get("/agreements/" + id + "?lang=en").body())
                .contains("Who could read what", provider.toUpperCase(Locale.ROOT));
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(browser(worker).get("/agreements/" + id).body())
                .doesNotContain(provider.toUpperCase(Locale.ROOT), "lire quoi");
        for (String other : Set.of(worker, provider, person(Role.EVALUATOR, ngo), person(Role.LE_OFFICER, ngo))) {
            assertThat(api(other).get("/api/v1/agreements/" + id + "/readers").status())
                    .isEqualTo(403);
            assertThat(api(other)
                            .get("/api/v1/agreements/readers?from=" + ngo.code() + "&to=" + clinic.code())
                            .status())
                    .isEqualTo(403);
        }
    }

    /** By the agreement's own address and by that of the request, and anew when somebody else could read since. */
    @Test
    void nobodyConfirmsWithoutHavingSeenWhoReads() {
        UUID id = proposed(false);
        String confirmation = "/api/v1/agreements/" + id + "/confirmation";
        String request = api(custodian)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString("").equals(ngo.code() + " → " + clinic.code()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(browser(custodian).get("/decisions/" + request + "?lang=fr").body())
                .contains("Qui pourrait lire quoi", provider.toUpperCase(Locale.ROOT), "name=\"drawn\"")
                .doesNotContain("??");
        JsonNode shown = api(custodian).get("/api/v1/decisions/" + request).json();
        String before = shown.path("drawn").asString();
        assertThat(before)
                .isEqualTo(api(custodian)
                        .get("/api/v1/agreements/" + id + "/readers")
                        .json()
                        .path("drawn")
                        .asString());
        person(Role.PROVIDER, clinic);
        for (Map<String, Object> drawn : List.of(Map.<String, Object>of(), Map.<String, Object>of("drawn", before))) {
            assertThat(api(custodian).post(confirmation, drawn).body()).contains("access.agreement-readers");
            Map<String, Object> verdict = new HashMap<>(drawn);
            verdict.put("agreed", true);
            assertThat(api(custodian)
                            .post("/api/v1/decisions/" + request + "/verdict", verdict)
                            .body())
                    .contains("access.decision-not-drawn");
        }
        String now = api(custodian)
                .get("/api/v1/decisions/" + request)
                .json()
                .path("drawn")
                .asString();
        assertThat(api(custodian)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true, "drawn", now))
                        .status())
                .isEqualTo(200);
    }
}

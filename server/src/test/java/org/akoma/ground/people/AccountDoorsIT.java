package org.akoma.ground.people;

import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, structures, agreements and passwords: what is refused on the page is refused alike as JSON. */
class AccountDoorsIT extends HouseIT {

    private Organisation ngo;
    private Caller program;
    private Visit visit;

    @BeforeEach
    void anAdministrator() {
        ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        program = api(admin);
        visit = browser(admin);
    }

    @Test
    void anAccountHasTheSameMistakes() {
        visit.get("/people/new");
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of("username", "new", "organisation", ngo.code(), "role", "KING", "contractFrom", "31/2/2015"),
                account(Map.of("role", "SHELTER_MANAGER")),
                account(Map.of("contractUntil", "2015-01-01")),
                account(Map.of("language", "dyu")))) sameErrors(visit, "/people/new", program, "/api/v1/people", wrong);
    }

    private Map<String, String> account(Map<String, String> more) {
        Map<String, String> account = new HashMap<>(Map.of(
                "username",
                fresh("x").toLowerCase(java.util.Locale.ROOT),
                "organisation",
                ngo.code(),
                "role",
                "CASE_WORKER",
                "contractFrom",
                "2015-06-01"));
        account.putAll(more);
        return account;
    }

    @Test
    void aStructureHasTheSameMistakes() {
        visit.get("/organisations/new");
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of("code", "new", "label", "x".repeat(201), "kind", "CLUB", "country", "C1"),
                Map.of(
                        "code",
                        fresh("S"),
                        "label",
                        "S",
                        "kind",
                        "NGO",
                        "country",
                        "ci",
                        "validFrom",
                        "2015-06-01",
                        "validUntil",
                        "2015-06-01")))
            sameErrors(visit, "/organisations/new", program, "/api/v1/organisations", wrong);
    }

    @Test
    void aPasswordHasTheSameMistakes() {
        String worker = person(Role.CASE_WORKER, ngo);
        Visit own = browser(worker);
        own.get("/account");
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of("before", PASSWORD, "password", "short", "again", "other"),
                Map.of("password", "x".repeat(201), "again", "y", "code", "1".repeat(13))))
            sameErrors(own, "/account/password", api(worker), "/api/v1/account/password", wrong);
    }

    @Test
    void aContractIsChangedInTheVersionThatWasRead() {
        String worker = person(Role.CASE_WORKER, ngo);
        String page = "/people/" + worker;
        String address = "/api/v1/people/" + worker + "/contract";
        visit.get(page);
        assertThat(visit.post(page + "/contract", "until", "2016-01-01").status())
                .as("without a version")
                .isEqualTo(409);
        assertThat(program.post(address, Map.of("until", "2016-01-01")).status())
                .isEqualTo(428);
        assertThat(program.send("POST", address, "application/json", "", "If-Match", "0")
                        .status())
                .as("without a body")
                .isEqualTo(400);
        assertThat(program.post(address, Map.of("until", "x"), "\"0\"").status())
                .isEqualTo(422);
        assertThat(visit.get(page).body()).doesNotContain("1er janvier 2016");
    }
}

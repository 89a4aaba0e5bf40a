package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.payments.AidHouse;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every list of the rooms on a child's life leaves as CSV and XLSX, by the same door: who takes no lists away gets none. */
class ListsAsFilesIT extends AidHouse {

    private static final List<String> OF_ALL = List.of(
            "cases",
            "tasks",
            "visits",
            "alerts",
            "referrals",
            "conferences",
            "directory",
            "attendance",
            "payments",
            "services",
            "shelters");

    @Autowired
    Shelters shelters;

    @Test
    void whoTakesNoListsAwayGetsNone() {
        String child = child(12);
        for (Role role : List.of(Role.EVALUATOR, Role.LE_OFFICER, Role.OBSERVER, Role.SYSTEM_ADMINISTRATOR)) {
            var api = api(person(role, ngo));
            for (String list : OF_ALL)
                assertThat(api.get("/api/v1/" + list + "/file").status())
                        .as(role + " " + list)
                        .isIn(403, 404);
            for (String list : List.of("providers", "forgotten"))
                assertThat(api.get("/api/v1/" + list + "/file").status())
                        .as(role + " " + list)
                        .isIn(403, 404);
            for (String page : List.of("csi", "risk"))
                assertThat(api.get("/api/v1/cases/" + child + "/" + page + "/file")
                                .status())
                        .as(role + " " + page)
                        .isIn(403, 404);
        }
        var stranger = api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        for (String list : List.of("cases", "tasks", "visits", "alerts", "services", "payments"))
            assertThat(stranger.get("/api/v1/" + list + "/file").body())
                    .as(list)
                    .doesNotContain(child);
        for (String page : List.of("csi", "risk"))
            assertThat(stranger.get("/api/v1/cases/" + child + "/" + page + "/file")
                            .status())
                    .isEqualTo(404);
        assertThat(api(worker.username()).get("/api/v1/forgotten/file").status())
                .isEqualTo(403);
    }

    @Test
    void everyListLeavesInBothFormsAndInBothLanguages() {
        String child = child(12);
        Visit desk = browser(supervisor.username());
        List<String> addresses = new java.util.ArrayList<>(
                OF_ALL.stream().map(list -> "/" + list + "/file").toList());
        addresses.addAll(List.of(
                "/services/providers/file",
                "/forgotten/file",
                "/cases/" + child + "/csi/file",
                "/cases/" + child + "/risk/file"));
        for (String address : addresses)
            for (String lang : List.of("fr", "en")) {
                Answer csv = desk.get(address + "?format=csv&lang=" + lang);
                assertThat(csv.status()).as(address).isEqualTo(200);
                assertThat(csv.header("Content-Type").orElse("")).as(address).startsWith("text/csv");
                assertThat(csv.header("Content-Disposition").orElse(""))
                        .as(address)
                        .contains("attachment");
                assertThat(csv.body().lines().findFirst().orElse(""))
                        .as(address)
                        .doesNotContain("??", ".", "_");
                assertThat(desk.get(address + "?format=xlsx")
                                .header("Content-Type")
                                .orElse(""))
                        .as(address)
                        .contains("spreadsheetml");
            }
        for (String page : List.of("/shelters", "/forgotten", "/services", "/services/providers"))
            assertThat(desk.get(page).body()).as(page).contains("/file?format=csv", "/file?format=xlsx");
    }

    /** A file of today under the name of another day would be taken for that day's. */
    @Test
    void noFileIsMadeOfADayThatHasNotCome() {
        String child = child(12);
        Caller api = api(supervisor.username());
        for (String address : List.of(
                "tasks",
                "alerts",
                "referrals",
                "shelters",
                "forgotten",
                "visits",
                "cases/" + child + "/csi",
                "cases/" + child + "/risk"))
            for (String day : List.of("2099-01-01", "yesterday")) {
                Answer answer = api.get("/api/v1/" + address + "/file?asOf=" + day);
                assertThat(answer.status()).as(address + " " + day).isEqualTo(422);
                assertThat(answer.json().path("code").asString()).as(address).isEqualTo("form.invalid");
            }
    }

    @Test
    void aListOfSheltersNeverSaysWhereTheyAre() {
        Shelter home = new Shelter(
                Ids.next(), fresh("SH"), ngo.id(), "CI", 4, Shelter.SexRule.MIXED, 6, 17, 0, true, null, true, 1, null);
        shelters.open(supervisor, home, new Shelter.Location("Rue des Palmiers, Soubré", null, null));
        agreeTo(home.id());
        assertThat(api(supervisor.username()).get("/api/v1/shelters/file").body())
                .contains(home.code())
                .doesNotContain("Palmiers", "Soubré");
        assertThat(api(manager.username()).get("/api/v1/shelters/file").body()).contains(home.code());
        String child = child(12);
        Answer csi = api(worker.username()).get("/api/v1/cases/" + child + "/csi/file");
        assertThat(csi.body().lines()).hasSize(1);
    }
}

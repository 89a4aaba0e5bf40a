package org.akoma.protection.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.FilePagesIT;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of files as a file: what its reader sees in the list, to whom may take it, journalled. */
class CaseListFilesIT extends HouseIT {

    private static final String API = "/api/v1/cases/file";

    @Autowired
    private Cases cases;

    private Organisation ngo;
    private String worker;
    private String stranger;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.CASE_WORKER, ngo);
        stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
    }

    private String open(String by) {
        Identity identity = new Identity(
                "Aya", "Kouassi", null, "Perle", null, null, null, null, List.of(), null, null, null, null, null, null);
        OpenCase command = FilePagesIT.opening(Ids.next(), identity);
        return ((OpenCase.Result.Opened) cases.open(actor(by), command)).file().code();
    }

    @Test
    void whoListsNoFilesTakesNone() {
        open(worker);
        for (Role role : List.of(Role.LE_OFFICER, Role.FINANCE_OFFICER, Role.OBSERVER, Role.SYSTEM_ADMINISTRATOR)) {
            String reader = person(role, ngo);
            assertThat(api(reader).get(API).status()).as(role.name()).isEqualTo(403);
            assertThat(browser(reader).get("/cases/file?format=csv").status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(api(worker).get(API + "?scope=ALL").status()).isEqualTo(403);
    }

    @Test
    void whoMayListButNotExportTakesNone() {
        for (Role role : List.of(Role.PROVIDER, Role.EVALUATOR, Role.MINISTRY_OFFICER)) {
            String reader = person(role, ngo);
            assertThat(api(reader).get(API).status()).as(role.name()).isEqualTo(403);
            assertThat(browser(reader).get("/cases").body()).as(role.name()).doesNotContain("/cases/file");
        }
    }

    @Test
    void onlyOwnFilesLeaveAndNoName() {
        String own = open(worker);
        String others = open(stranger);
        for (String address : List.of(API + "?format=csv", API + "?scope=MINE")) {
            Answer file = api(worker).get(address);
            assertThat(file.status()).as(file.body()).isEqualTo(200);
            assertThat(file.body())
                    .startsWith("\uFEFFCode,")
                    .contains(own + ",")
                    .doesNotContain(others, "Perle", "Aya", "Kouassi");
        }
    }

    @Test
    void thePageGivesItInTheReadersLanguageWithTheFiltersOfTheList() {
        String own = open(worker);
        Visit visit = browser(worker);
        Answer list = visit.get("/cases?status=REGISTERED&lang=fr");
        assertThat(list.body())
                .contains(
                        "/cases/file?scope=MINE&amp;status=REGISTERED&amp;order=URGENT&amp;format=csv", "format=xlsx");
        Answer file = visit.get("/cases/file?format=csv&status=REGISTERED");
        assertThat(file.body()).contains("État du dossier", "Enregistré", own, "Ghana");
        assertThat(file.header("content-disposition").orElse("")).contains("attachment", "akoma-cases-", ".csv");
        assertThat(visit.get("/cases/file?format=csv&status=CLOSED").body()).doesNotContain(own);
        assertThat(visit.get("/cases/file?format=xlsx").header("content-type").orElse(""))
                .contains("spreadsheetml");
    }

    @Test
    void whatIsAskedBadlyIsSaidSo() {
        for (String query : List.of("format=pdf", "status=SLEEPING", "worker=nobody", "q=Aya", "sort=name"))
            assertThat(api(worker).get(API + "?" + query).status()).as(query).isEqualTo(422);
        assertThat(browser(worker).get("/cases/file?status=SLEEPING").status()).isEqualTo(303);
    }

    @Test
    void thatItLeftIsJournalled() {
        open(worker);
        api(worker).get(API + "?format=xlsx");
        Answer journal = api(person(Role.DATA_PROTECTION_OFFICER, ngo)).get("/api/v1/journal?person=" + worker);
        assertThat(journal.body()).contains("pages.list-exported");
    }
}

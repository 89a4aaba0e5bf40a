package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The frame and the overview of a file, as different people open it. */
class FilePagesIT extends HouseIT {

    @Autowired
    private Cases cases;

    private Organisation ngo;
    private String worker;
    private String code;

    @BeforeEach
    void aFile() {
        ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.CASE_WORKER, ngo);
        code = open(worker, "Rosée");
    }

    private String open(String by, String alias) {
        var opened = (OpenCase.Result.Opened) cases.open(actor(by), opening(Ids.next(), alias));
        return opened.file().code();
    }

    static OpenCase opening(UUID id, String alias) {
        return new OpenCase(
                id,
                null,
                null,
                "F",
                14,
                true,
                "CI",
                "GH",
                null,
                null,
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                Identity.alias(alias),
                null,
                null);
    }

    @Test
    void theWorkerSeesTheFileWithoutTheAlias() {
        var page = api(worker).get("/cases/" + code);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>" + code + "</h1>", "14", "Enregistré", "/cases/" + code + "/consents", "••••")
                .doesNotContain("Rosée", "th:");
        assertThat(api(worker).get("/cases/" + code + "?lang=en").body()).contains("Best interests", "Registered");
    }

    private org.akoma.Answer reveal(Caller visit) {
        return visit.send("POST", "/cases/" + code + "/reveal/alias", "application/x-www-form-urlencoded", "");
    }

    @Test
    void theAliasIsRevealedByAPostAndRemembered() {
        Caller visit = api(worker);
        visit.get("/cases/" + code);
        var revealed = reveal(visit);
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.body()).contains("Rosée");
        assertThat(visit.get("/cases/" + code + "/reveal/alias").status()).isIn(404, 405);
    }

    @Test
    void whatOneMayNotSeeIsNotFoundLikeWhatDoesNotExist() {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Caller visit = api(stranger);
        var unseen = visit.get("/cases/" + code);
        var unknown = visit.get("/cases/AK-999999999");
        assertThat(unseen.status()).isEqualTo(404);
        assertThat(plain(unseen.body(), code)).isEqualTo(plain(unknown.body(), "AK-999999999"));
        assertThat(reveal(visit).status()).isEqualTo(404);
    }

    /** An answer without what differs by itself. */
    private static String plain(String body, String asked) {
        return body.replace(asked, "").replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    @Test
    void policeAndAdministratorFindNothing() {
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        String administrator = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        assertThat(api(officer).get("/cases/" + code).status()).isEqualTo(404);
        assertThat(api(administrator).get("/cases/" + code).status()).isEqualTo(404);
    }

    @Test
    void aManagerSeesCodeAndStatusAlone() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        var page = api(manager).get("/cases/" + code);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(code, "Enregistré")
                .doesNotContain("14 ans", "14 ans", "/consents", "/reveal/");
    }
}

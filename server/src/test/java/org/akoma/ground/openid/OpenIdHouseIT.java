package org.akoma.ground.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.signin.GuardedHouseIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A house whose operator names a provider of identities, and a worker with a second factor. */
@TestPropertySource(
        properties = {
            "akoma.oidc.client-id=" + TestProvider.CLIENT,
            "akoma.oidc.client-secret=" + TestProvider.SECRET,
            "akoma.oidc.name=Compte du ministère",
            "akoma.address=" + TestProvider.HERE
        })
abstract class OpenIdHouseIT extends GuardedHouseIT {

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        settings.add("akoma.oidc.issuer", TestProvider::start);
    }

    String worker;
    String secret;
    String subject;

    @BeforeEach
    void aWorkerWithASecondFactor() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        secret = takeFactor(browser(worker));
        subject = fresh("sub");
        later();
    }

    @AfterEach
    void theProviderIsSoundAgain() {
        TestProvider.asItShould();
    }

    void later() {
        clock.moveTo(clock.instant().plusSeconds(120));
    }

    Answer arrive(Visit visit, String name) {
        return arrive(visit, name, "/");
    }

    /** To the provider, in there, and back. */
    Answer arrive(Visit visit, String name, String back) {
        return visit.get(
                TestProvider.visit(visit.get("/sign-in/provider?back=" + back).location(), name));
    }

    Answer enter(Visit visit, String key, String name) {
        arrive(visit, name);
        visit.get("/sign-in/provider/code");
        return visit.post("/sign-in/provider/code", "code", codeOf(key, 0));
    }

    Visit link(String username, String key, String name) {
        Visit visit = browser();
        visit.signIn(username, PASSWORD, "code", codeOf(key, 0));
        later();
        assertThat(linking(visit, key, name).location()).isEqualTo("/account/provider?done=provider-linked");
        return visit;
    }

    Answer linking(Visit visit, String key, String name) {
        visit.get("/account/provider");
        Answer allowed = visit.post("/account/provider", "before", PASSWORD, "code", codeOf(key, 0));
        assertThat(allowed.status()).as(allowed.toString()).isEqualTo(200);
        return visit.get(TestProvider.visit(visit.get("/account/provider/go").location(), name));
    }

    String takeFactor(Visit visit) {
        visit.post("/welcome/second-factor/password", "before", PASSWORD);
        Matcher found = Pattern.compile("class=\"key\">([A-Z2-7 ]{39})<")
                .matcher(visit.get("/welcome").body());
        assertThat(found.find()).isTrue();
        String key = found.group(1).replace(" ", "");
        assertThat(visit.post("/welcome/second-factor", "code", codeOf(key, 0)).status())
                .as("recovery codes are shown")
                .isEqualTo(200);
        return key;
    }

    static List<String> linkOf(String username) {
        return ownerReads(
                "select l.issuer from access.provider_link l join access.person p on p.id = l.person_id where p.code = '"
                        + username + "'");
    }

    static List<String> ownerReads(String sql) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var rows = owner.createStatement().executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) read.add(rows.getString(1));
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long bells(String username) {
        return Long.parseLong(ownerReads(
                        "select count(*)::text from notices.bell b join access.person p on p.id = b.person_id where b.kind = 'account' and p.code = '"
                                + username + "'")
                .getFirst());
    }

    static List<String> acts(String username) {
        return ownerReads("select e.act from journal.entry e join access.person p on p.id = e.chain where p.code = '"
                + username + "'");
    }
}

package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Command.Order;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.TheOnly;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The only administrator forgot the password: the operator helps, and those who oversee the house hear of it. */
class RescueIT extends HouseIT {

    @Autowired
    RescueCommand command;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int rescue(String code) {
        return command.run(new Order(
                Optional.empty(), false, new PrintWriter(out, true), new PrintWriter(err, true), Optional.of(code)));
    }

    /** The operator closed the terminal of the first start. */
    @Test
    void whoOfTheFirstTwoNeverCameInIsRescued() {
        Organisation host = structure(Organisation.Kind.OTHER);
        String name = fresh("dpo").toLowerCase(Locale.ROOT);
        provisioning.settle(
                List.of(new Provisioning.NewPerson(
                        Ids.next(), name, host.id(), Role.DATA_PROTECTION_OFFICER, null, null)),
                BEGINNING,
                "lost-with-the-terminal",
                true);
        assertThat(rescue(name)).as(err.toString()).isZero();
        Matcher told = Pattern.compile(name + ": one-time password (\\S+)").matcher(out.toString());
        assertThat(told.find()).isTrue();
        assertThat(browser().signIn(name, told.group(1)).status()).isEqualTo(303);
    }

    @Test
    void onlyTheOnlyAdministratorIsRescuedAndItIsHeard() {
        Organisation host = structure(Organisation.Kind.OTHER);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, host);
        String second = person(Role.SYSTEM_ADMINISTRATOR, host);
        String officer = person(Role.DATA_PROTECTION_OFFICER, host);
        assertThat(rescue(officer)).isEqualTo(1);
        assertThat(rescue(admin)).isEqualTo(1);
        assertThat(err.toString()).contains("no administrator", "Another administrator of all accounts");
        try (TheOnly _ = new TheOnly(Role.SYSTEM_ADMINISTRATOR, actor(admin).personId())) {
            assertThat(api(admin).get("/api/v1/me").status()).isEqualTo(200);
            String ofPolice = person(Role.SYSTEM_ADMINISTRATOR, host);
            TestDatabase.ownerDoes("update access.person_role set side = 'POLICE' where person_id = '"
                    + actor(ofPolice).personId() + "'");
            assertThat(rescue(admin))
                    .as("an administrator of the police helps no other one: " + err)
                    .isZero();
        }
        Matcher told = Pattern.compile(admin + ": one-time password (\\S+)").matcher(out.toString());
        assertThat(told.find()).isTrue();
        assertThat(browser().signIn(admin, PASSWORD).status()).isNotEqualTo(303);
        assertThat(browser().signIn(admin, told.group(1)).status()).isEqualTo(303);
        assertThat(api(officer).get("/api/v1/notices").json().path("unread").asInt())
                .isOne();
        assertThat(api(officer).get("/api/v1/journal?about=" + admin).body()).contains("access.password-rescued");
        assertThat(second).isNotBlank();
    }
}

package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** A structure that was asked for one thing does not see what others give, nor the school. */
class OwnPurposeIT extends AidHouse {

    @Test
    void aReceiverSeesItsOwnServicesAlone() throws SQLException {
        String code = child(11);
        done(services.plan(worker, code, service("IMM_FOOD")));
        done(payments.request(worker, code, money("FAMILY_CASH", "20000", TODAY)));
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        String officer = person(Role.MINISTRY_OFFICER, ministry);
        give(
                code,
                Grant.Kind.DESK,
                ministry.deskId(),
                Grant.Reason.REFERRAL,
                Section.STATUS,
                Section.IDENTITY,
                Section.ASSISTANCE);
        String address = "/api/v1/cases/" + code;
        assertThat(api(worker.username()).get(address + "/services").body()).contains("IMM_FOOD");
        assertThat(api(officer).get(address + "/services").body()).doesNotContain("IMM_FOOD");
        assertThat(api(officer).get("/api/v1/services").body()).doesNotContain("IMM_FOOD");
        assertThat(api(officer).get(address + "/payments").body()).doesNotContain("\"id\"");
        assertThat(api(worker.username()).get(address + "/payments").body()).contains("FAMILY_CASH");
        String asked = "select count(*) from assistance.payment where case_code = '" + code + "'";
        assertThat(LoginSql.answer(worker, clock.instant(), asked)).isEqualTo("1");
        assertThat(LoginSql.answer(actor(officer), clock.instant(), asked)).isEqualTo("0");
        assertThat(api(officer).get(address + "/plans").body()).doesNotContain("\"id\"");
        assertThat(api(officer).get(address).body()).doesNotContain("\"plan\"");
        assertThat(api(officer)
                        .post(address + "/services", Map.of("id", Ids.next().toString(), "code", "IMM_FOOD"))
                        .status())
                .isEqualTo(403);
    }
}

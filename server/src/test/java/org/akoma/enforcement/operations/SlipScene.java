package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Ids;
import org.akoma.airlock.slips.AcceptSlip;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Slips of an operation under way: written, signed and accepted as officers and workers do it. */
abstract class SlipScene extends PoliceScene {

    @Autowired
    JdbcClient jdbc;

    Slip written(int child, String sex, int age) {
        SlipContent said = content(child, worker, HANDED);
        SlipContent seen = new SlipContent(
                said.site(),
                said.foundAt(),
                said.handedAt(),
                said.badge(),
                said.receiver(),
                child,
                sex,
                age,
                said.urgentMedical(),
                said.interpreterLanguage(),
                said.condition(),
                said.belongings());
        return ((WriteSlip.Result.Written) slips.write(officer, new WriteSlip(Ids.next(), operation.code(), seen)))
                .slip();
    }

    Slip signed(Slip slip) {
        return ((SignSlip.Result.Signed) slips.sign(officer, new SignSlip(slip.number(), slip.version()))).slip();
    }

    /** Opens the child's file, which accepts the slip; where it is not signed, or accepted already, only asks. */
    AcceptSlip.Result accept(Actor by, Slip slip) {
        if (slips.find(by, slip.number()).orElseThrow().status() != SlipStatus.SIGNED_BY_OFFICER)
            return slips.accept(by, new AcceptSlip(slip.number(), Ids.next()));
        Map<String, Object> child = Map.of(
                "sex",
                slip.content().apparentSex(),
                "age",
                slip.content().apparentAge(),
                "country",
                "CI",
                "slip",
                slip.number());
        assertThat(api(by.username()).post("/api/v1/cases", child).status()).isEqualTo(201);
        return new AcceptSlip.Result.Accepted(slips.find(by, slip.number()).orElseThrow());
    }
}

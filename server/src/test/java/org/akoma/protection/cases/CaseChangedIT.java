package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

/** Other rooms hear that a file changed, with both states, and inside the transaction that changes it. */
class CaseChangedIT extends CareHouse {

    @Autowired
    Assignments assignments;

    @Autowired
    ApplicationEventMulticaster events;

    private final List<CaseChanged> heard = new CopyOnWriteArrayList<>();
    private boolean refuses;

    private final ApplicationListener<PayloadApplicationEvent<Object>> listener = event -> {
        if (event.getPayload() instanceof CaseChanged changed) {
            heard.add(changed);
            if (refuses) throw new IllegalStateException("the other room cannot follow");
        }
    };

    @BeforeEach
    void listen() {
        events.addApplicationListener(listener);
    }

    @AfterEach
    void stop() {
        events.removeApplicationListener(listener);
    }

    @Test
    void theRiskAndTheStatusBeforeAndAfter() {
        String code = assessed();
        assertThat(heard).allSatisfy(e -> assertThat(e.before().code()).isEqualTo(code));
        assertThat(heard).anySatisfy(e -> {
            assertThat(e.before().risk()).isNull();
            assertThat(e.after().risk()).isEqualTo(CaseFile.Risk.MEDIUM);
        });
        assertThat(heard.getLast().after()).isEqualTo(now(code));
    }

    @Test
    void aNewWorkerIsHeardOfEvenWhenTheFileLeavesTheHouse() {
        String code = active();
        Actor other = actor(person(Role.CASE_WORKER, ngo));
        heard.clear();
        done(assignments.assign(supervisor, code, new AssignCase(other.username())));
        assertThat(heard).singleElement().satisfies(e -> {
            assertThat(e.before().workerId()).isEqualTo(worker.personId());
            assertThat(e.after().workerId()).isEqualTo(other.personId());
            assertThat(e.after().organisationId()).isEqualTo(other.organisationId());
        });
    }

    @Test
    void aRoomThatCannotFollowStopsTheChange() {
        String code = file("F", 12);
        refuses = true;
        assertThatThrownBy(() -> assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.HIGH))
                .hasMessageContaining("cannot follow");
        assertThat(now(code).risk()).isNull();
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.REGISTERED);
    }
}

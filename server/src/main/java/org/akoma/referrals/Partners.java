package org.akoma.referrals;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Organisations;
import org.akoma.cases.CaseWork;
import org.springframework.stereotype.Component;

/** The structures of today, to choose from. */
@Component
class Partners {

    private final Organisations organisations;
    private final CaseWork work;

    Partners(Organisations organisations, CaseWork work) {
        this.organisations = organisations;
        this.work = work;
    }

    List<Organisation> of(Actor actor) {
        return work.as(
                actor,
                () -> organisations.all().stream()
                        .filter(one -> one.existsOn(work.today()))
                        .toList());
    }
}

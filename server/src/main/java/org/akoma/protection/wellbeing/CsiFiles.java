package org.akoma.protection.wellbeing;

import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what is expected right when a file opens, moves, ends or comes back. */
@Component
class CsiFiles {

    private final StatusIndexes indexes;
    private final CsiStore store;
    private final CsiDueStore dues;
    private final CsiActionStore actions;
    private final RiskScoreStore scores;
    private final CaseWork work;

    CsiFiles(
            StatusIndexes indexes,
            CsiStore store,
            CsiDueStore dues,
            CsiActionStore actions,
            RiskScoreStore scores,
            CaseWork work) {
        this.indexes = indexes;
        this.store = store;
        this.dues = dues;
        this.actions = actions;
        this.scores = scores;
        this.work = work;
    }

    @EventListener
    void opened(CaseFiles.Opened opened) {
        indexes.expectFirst(opened.files());
    }

    @EventListener
    void changed(CaseChanged changed) {
        CaseFile before = changed.before();
        CaseFile after = changed.after();
        if (!before.workerId().equals(after.workerId())
                || !before.organisationId().equals(after.organisationId())) move(after);
        if (before.status().open() != after.status().open()) {
            indexes.expect(after);
            if (!after.status().open()) actions.close(after.id(), work.now());
        }
    }

    private void move(CaseFile to) {
        store.move(to);
        dues.move(to);
        actions.move(to);
        scores.move(to);
    }
}

package org.akoma.protection.attachments;

import java.util.List;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.springframework.stereotype.Component;

/** The documents of a file among which a letter of acceptance may be. */
@Component
class AttachedPapers implements BorderPapers {

    private static final int MOST = 200;

    private final AttachmentStore store;

    AttachedPapers(AttachmentStore store) {
        this.store = store;
    }

    @Override
    public List<Paper> of(CaseFile file) {
        return store.of(file.id(), null, null, MOST).stream()
                .filter(one -> one.withdrawal() == null && !one.media().isVoice())
                .map(one -> new Paper(
                        one.id(),
                        one.kind().name(),
                        one.words() == null ? null : one.words().title(),
                        one.addedAt()))
                .toList();
    }
}

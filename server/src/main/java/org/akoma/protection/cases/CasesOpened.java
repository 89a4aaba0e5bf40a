package org.akoma.protection.cases;

import java.util.List;

/** Files were opened, one or many; published in the transaction that opens them, as the actor who does it. */
public record CasesOpened(List<CaseFile> files) {

    public CasesOpened {
        files = List.copyOf(files);
    }
}

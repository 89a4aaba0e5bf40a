package org.akoma.exchange;

import org.akoma.access.Actor;
import org.akoma.cases.CaseFile;
import org.springframework.stereotype.Component;

/** Fills a file just opened with what else its row says, through the same facades that people use. */
@Component
class ImportedFile {

    void fill(Actor actor, CaseFile file, ChildRow child) {}
}

package org.akoma.protection.rights;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;

/** A request about the data of one child. */
interface DataRequest {

    UUID fileId();

    /** An act on a request, on the file that it is about; under the code of another file it is not found. */
    static <R extends DataRequest, T> Outcome<T> act(
            CaseWork work,
            Actor actor,
            String code,
            Supplier<Optional<R>> find,
            BiFunction<CaseFile, R, Outcome<T>> act) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_READ,
                Section.STATUS,
                file -> find.get()
                        .filter(one -> one.fileId().equals(file.id()))
                        .map(one -> act.apply(file, one))
                        .orElseGet(Outcome.NotFound::new));
    }
}

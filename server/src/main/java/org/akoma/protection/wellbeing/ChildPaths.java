package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.overview.GlancePart;
import org.springframework.stereotype.Component;

/** A child's path, for its own page and for the first page of the file. The reading is journalled. */
@Component
class ChildPaths implements GlancePart {

    static final String READ = "followup.path-read";

    private final CaseWork work;
    private final PathStore store;
    private final Formats words;

    ChildPaths(CaseWork work, PathStore store, Formats words) {
        this.work = work;
        this.store = store;
        this.words = words;
    }

    /** The path, with all that it is drawn of. */
    record Read(ChildPath path, List<PathStore.Line> lines, List<PathStore.Index> indexes) {}

    Outcome<ChildPath> of(Actor actor, FileFrame frame) {
        return work.read(
                actor,
                frame.code(),
                Section.FOLLOW_UP,
                READ,
                file -> read(file, frame.today()).path());
    }

    private Read read(CaseFile file, LocalDate today) {
        List<PathStore.Line> lines = store.lines(file.id(), today);
        LocalDate from = LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC);
        List<PathStore.Index> indexes = store.indexes(file.id());
        return new Read(ChildPath.of(from, today, lines, indexes), lines, indexes);
    }

    /** Empty where the reader does not hold the follow-up. */
    Optional<Read> open(Actor actor, FileFrame frame) {
        if (!frame.holds(Section.FOLLOW_UP)) return Optional.empty();
        return work.open(actor, frame.code(), Section.FOLLOW_UP, READ, file -> read(file, frame.today()));
    }

    @Override
    public Optional<Glance> partFor(Actor actor, FileFrame frame) {
        return open(actor, frame).map(read -> new Glance("wellbeing/way", read.path(), events(read, frame.today())));
    }

    /** What the path draws as marks, in words; how risk and place turned is among the events of the file. */
    private List<Event> events(Read read, LocalDate today) {
        List<Event> events = new ArrayList<>();
        for (PathStore.Line line : read.lines()) {
            if (line.code() == null || line.on().isAfter(today)) continue;
            boolean late = line.lane() == PathStore.Lane.ALERT || line.code().equals("MISSED");
            switch (line.lane()) {
                case RISK, CARE, SCHOOL -> {}
                case ALERT -> events.add(event(line, words.code("alert-type", line.code()), late));
                case VISIT -> events.add(event(line, words.code("visit-status", line.code()), late));
                case ENROLMENT -> events.add(event(line, words.code("pathway", line.code()), late));
                case SERVICE -> events.add(event(line, words.code("assistance", line.code()), late));
            }
        }
        for (ChildPath.Mark one : read.path().indexes())
            events.add(new Event(
                    at(one.on()), words.text("followup.path.event.CSI"), words.code("csi-wave", one.code()), false));
        return events;
    }

    private Event event(PathStore.Line line, String text, boolean late) {
        return new Event(at(line.on()), words.text("followup.path.event." + line.lane()), text, late);
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

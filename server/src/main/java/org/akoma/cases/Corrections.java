package org.akoma.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sex, age, nationality, country and sector, put right after registration: with a reason, and with what stood there before. */
@Service
public class Corrections {

    private final CorrectionStore store;
    private final CaseStore files;
    private final Identities identities;
    private final Misfits misfits;
    private final CaseWork work;

    Corrections(CorrectionStore store, CaseStore files, Identities identities, Misfits misfits, CaseWork work) {
        this.store = store;
        this.files = files;
        this.identities = identities;
        this.misfits = misfits;
        this.work = work;
    }

    /**
     * What is registered now, and how it came to be so.
     *
     * @param version that a correction must name
     * @param corrections newest first
     * @param misfits what was decided for the child and does not fit what is registered now
     */
    public record Registered(Particulars now, int version, List<Correction> corrections, List<FieldError> misfits) {
        public Registered {
            corrections = List.copyOf(corrections);
            misfits = List.copyOf(misfits);
        }
    }

    /** The reading is journalled. */
    public Optional<Registered> read(Actor actor, String code) {
        return work.open(actor, code, Section.IDENTITY, "cases.registration-read", this::registered);
    }

    /** What does not fit what is registered of the child; nothing of the identity is opened for it. */
    public List<FieldError> misfits(Actor actor, String code) {
        return work.peek(actor, code, Section.IDENTITY, misfits::of).orElse(List.of());
    }

    public Outcome<Registered> correct(Actor actor, String code, CorrectRegistration command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.IDENTITY,
                file -> CaseWork.among(store.of(file.id()), Correction::id, command.id())
                        .map(done -> registered(file)),
                file -> correct(actor, file, command));
    }

    private Outcome<Registered> correct(Actor actor, CaseFile file, CorrectRegistration command) {
        FieldError why = command.refusal(file);
        if (why != null) return new Outcome.Refused<>(why);
        Registered before = registered(file);
        Particulars wanted = command.wanted().aged(file);
        List<String> fields = Differences.between(before.now().fields(), wanted.fields());
        if (before.version() != command.version()) return new Outcome.Stale<>(before, fields);
        if (fields.isEmpty()) return Outcome.Refused.because("reason", "cases.nothing-corrected");
        write(file, before.now(), wanted);
        Correction made = made(actor, command, fields, before.now(), wanted);
        store.insert(file.id(), made);
        work.note(file, Section.IDENTITY, "cases.registration-corrected", facts(made));
        return new Outcome.Done<>(registered(files.find(file.id()).orElseThrow()));
    }

    private Registered registered(CaseFile file) {
        List<Correction> corrections = store.of(file.id());
        Identity identity = identities.of(file).orElse(null);
        return new Registered(Particulars.of(file, identity), corrections.size() + 1, corrections, misfits.of(file));
    }

    private void write(CaseFile file, Particulars before, Particulars wanted) {
        state(file, CaseStore.Fact.SEX, before.sex(), wanted.sex());
        state(file, CaseStore.Fact.AGE_AT_RESCUE, before.age(), wanted.age());
        state(file, CaseStore.Fact.AGE_ESTIMATED, before.ageEstimated(), wanted.ageEstimated());
        state(file, CaseStore.Fact.NATIONALITY, before.nationality(), wanted.nationality());
        state(file, CaseStore.Fact.SECTOR, before.sector(), wanted.sector());
        if (!wanted.country().equals(before.country()))
            files.turn(file.id(), CaseStore.Turn.COUNTRY, wanted.country(), work.now());
        boolean born = Objects.equals(before.birthDate(), wanted.birthDate())
                && Objects.equals(before.ageMethod(), wanted.ageMethod());
        if (!born) identities.correctBirth(file, wanted.birthDate(), wanted.ageMethod());
    }

    private void state(CaseFile file, CaseStore.Fact fact, @Nullable Object before, @Nullable Object wanted) {
        if (!Objects.equals(before, wanted)) files.state(file.id(), fact, wanted, work.now());
    }

    private Correction made(
            Actor actor, CorrectRegistration command, List<String> fields, Particulars before, Particulars wanted) {
        Correction.Words words =
                new Correction.Words(command.reason(), texts(fields, before.fields()), texts(fields, wanted.fields()));
        return new Correction(command.id(), fields, actor.personId(), work.now(), words);
    }

    private static Map<String, String> texts(List<String> fields, Map<String, @Nullable Object> all) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = all.get(field);
            texts.put(field, value == null ? "" : value.toString());
        }
        return texts;
    }

    /** Before and after of each corrected field. */
    private static Map<String, Object> facts(Correction made) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String field : made.fields())
            facts.put(
                    field,
                    List.of(
                            made.words().before().getOrDefault(field, ""),
                            made.words().after().getOrDefault(field, "")));
        return facts;
    }
}

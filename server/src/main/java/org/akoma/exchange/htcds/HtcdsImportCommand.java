package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Command;
import org.akoma.CommandLanguage;
import org.akoma.Ids;
import org.akoma.Said;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * {@code import htcds FILE}: in the name of the first case supervisor of the installation (by code), who becomes the worker of the new files
 * until they are assigned; the journal records it.
 */
@Component
class HtcdsImportCommand implements Command {

    private static final Duration TO_THE_END = Duration.ofHours(12);
    private static final int MOST_OF_A_KIND = 20;

    private final HtcdsImport imports;
    private final ImportJobs jobs;
    private final Provisioning provisioning;
    private final MessageSource messages;

    HtcdsImportCommand(HtcdsImport imports, ImportJobs jobs, Provisioning provisioning, MessageSource messages) {
        this.imports = imports;
        this.jobs = jobs;
        this.provisioning = provisioning;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "import htcds";
    }

    @Override
    public int run(Order order) {
        Actor actor = provisioning.firstWith(Role.CASE_SUPERVISOR);
        if (actor == null) {
            order.err().println(Said.say("import.nobody"));
            return 1;
        }
        Path path = order.file().orElseThrow();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] file = in.readNBytes(Limits.USUAL.fileBytes() + 1);
            Upload upload = Upload.of(String.valueOf(path.getFileName()), file);
            return order.dryRun()
                    ? tell(order, actor, imports.check(actor, upload, RowAnswers.NONE))
                    : run(order, actor, upload);
        } catch (IOException e) {
            order.err().println(Said.say("file.unreadable", path, e.getMessage()));
            return 1;
        }
    }

    private int run(Order order, Actor actor, Upload upload) {
        UUID id = Ids.next();
        HtcdsImport.Outcome outcome = jobs.begin(actor, id, upload, RowAnswers.NONE, TO_THE_END);
        int told = tell(order, actor, outcome);
        if (told != 0 || jobs.find(actor, id).filter(ImportJob::isFinished).isPresent()) return told;
        order.err().println(Said.say("import.stopped"));
        return 1;
    }

    /** The first of each kind: thousands of lines of one kind would hide the others. */
    private void say(PrintWriter err, List<Finding> problems) {
        ProblemTexts texts = new ProblemTexts(messages);
        Map<String, Integer> said = new HashMap<>();
        for (Finding problem : problems)
            if (said.merge(problem.severity() + problem.code(), 1, Integer::sum) <= MOST_OF_A_KIND)
                err.println(texts.line(problem, CommandLanguage.own().locale()));
        int left = said.values().stream()
                .mapToInt(count -> Math.max(0, count - MOST_OF_A_KIND))
                .sum();
        if (left > 0) err.println(Said.say("import.more", left));
    }

    private int tell(Order order, Actor actor, HtcdsImport.Outcome outcome) {
        say(order.err(), outcome.problems());
        if (!outcome.isSound()) {
            order.err().println(Said.say("import.nothing"));
            if (outcome.waits()) order.err().println(Said.say("import.waits"));
            return 1;
        }
        order.out()
                .println(
                        order.dryRun()
                                ? Said.say("import.would", outcome.rows(), outcome.fresh(), outcome.known())
                                : Said.say(
                                        "import.done",
                                        outcome.rows(),
                                        outcome.codes().size(),
                                        outcome.known(),
                                        actor.code()));
        outcome.codes().forEach(order.out()::println);
        return 0;
    }
}

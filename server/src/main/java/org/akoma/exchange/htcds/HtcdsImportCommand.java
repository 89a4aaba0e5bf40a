package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Command;
import org.akoma.Ids;
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
            order.err()
                    .println("Nobody in this house is a case supervisor yet: imported files would belong to nobody.");
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
            order.err().println("Cannot read " + path + ": " + e.getMessage());
            return 1;
        }
    }

    private int run(Order order, Actor actor, Upload upload) {
        UUID id = Ids.next();
        HtcdsImport.Outcome outcome = jobs.begin(actor, id, upload, RowAnswers.NONE, TO_THE_END);
        int told = tell(order, actor, outcome);
        if (told != 0 || jobs.find(actor, id).filter(ImportJob::isFinished).isPresent()) return told;
        order.err()
                .println(
                        "The import stopped before the last row. Run the command again: files that were made are known.");
        return 1;
    }

    /** The first of each kind: thousands of lines of one kind would hide the others. */
    private void say(PrintWriter err, List<Finding> problems) {
        ProblemTexts texts = new ProblemTexts(messages);
        Map<String, Integer> said = new HashMap<>();
        for (Finding problem : problems)
            if (said.merge(problem.severity() + problem.code(), 1, Integer::sum) <= MOST_OF_A_KIND)
                err.println(texts.line(problem, Locale.ENGLISH));
        int left = said.values().stream()
                .mapToInt(count -> Math.max(0, count - MOST_OF_A_KIND))
                .sum();
        if (left > 0) err.println("And " + left + " more lines of the same kinds, about other rows.");
    }

    private int tell(Order order, Actor actor, HtcdsImport.Outcome outcome) {
        say(order.err(), outcome.problems());
        if (!outcome.isSound()) {
            order.err().println("Nothing was imported.");
            if (outcome.waits())
                order.err()
                        .println(
                                "Whose child may have a file already is answered row by row by a case supervisor, on the page"
                                        + " /exchange/import.");
            return 1;
        }
        order.out()
                .println(outcome.rows() + " rows: "
                        + (order.dryRun() ? outcome.fresh() : outcome.codes().size())
                        + (order.dryRun() ? " would become files" : " became files of " + actor.code())
                        + ", " + outcome.known() + " are known already.");
        outcome.codes().forEach(order.out()::println);
        return 0;
    }
}

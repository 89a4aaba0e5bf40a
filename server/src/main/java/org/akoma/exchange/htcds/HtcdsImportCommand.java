package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.akoma.Command;
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

    private final HtcdsImport imports;
    private final Provisioning provisioning;
    private final MessageSource messages;

    HtcdsImportCommand(HtcdsImport imports, Provisioning provisioning, MessageSource messages) {
        this.imports = imports;
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
            String name = String.valueOf(path.getFileName());
            return tell(
                    order,
                    actor,
                    order.dryRun()
                            ? imports.check(actor, file, name, RowAnswers.NONE)
                            : imports.run(actor, file, name, RowAnswers.NONE));
        } catch (IOException e) {
            order.err().println("Cannot read " + path + ": " + e.getMessage());
            return 1;
        }
    }

    private int tell(Order order, Actor actor, HtcdsImport.Outcome outcome) {
        ProblemTexts texts = new ProblemTexts(messages);
        outcome.problems().forEach(problem -> order.err().println(texts.line(problem, Locale.ENGLISH)));
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
                .println(outcome.rows() + " rows: " + outcome.fresh()
                        + (order.dryRun() ? " would become files" : " became files of " + actor.code())
                        + ", " + outcome.known() + " are known already.");
        outcome.codes().forEach(order.out()::println);
        return 0;
    }
}

package org.akoma.exchange.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Command;
import org.akoma.CommandLanguage;
import org.akoma.Said;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * {@code export htcds FILE}: what the first case supervisor of the installation (by code) may list, without names; with {@code --identified
 * REQUEST} what the person who made that approved request may see, with names, once.
 */
@Component
public class HtcdsExportCommand implements Command {

    private final HtcdsExport exports;
    private final ExportRequests requests;
    private final Provisioning provisioning;
    private final MessageSource messages;

    HtcdsExportCommand(
            HtcdsExport exports, ExportRequests requests, Provisioning provisioning, MessageSource messages) {
        this.exports = exports;
        this.requests = requests;
        this.provisioning = provisioning;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "export htcds";
    }

    @Override
    public int run(Order order) {
        Path file = order.file().orElseThrow().toAbsolutePath();
        TableFormat format = format(file).orElse(null);
        if (format == null) return refuse(order, Said.say("export.name", file.getFileName()));
        Actor supervisor = provisioning.firstWith(Role.CASE_SUPERVISOR);
        if (supervisor == null) return refuse(order, Said.say("export.nobody"));
        try {
            return order.request().isEmpty()
                    ? write(order, supervisor, file, format, null)
                    : identified(order, file, format, order.request().get());
        } catch (IOException e) {
            return refuse(order, Said.say("export.not-written", file, e.getMessage()));
        }
    }

    /** Reads the request as a data protection officer, who sees every request, and exports as the person who made it. */
    private int identified(Order order, Path file, TableFormat format, String typed) throws IOException {
        UUID id = id(typed);
        Actor reader = provisioning.firstWith(Role.DATA_PROTECTION_OFFICER);
        ExportRequest request =
                id == null || reader == null ? null : requests.find(reader, id).orElse(null);
        Actor requester = request == null ? null : provisioning.actor(request.requestedBy());
        if (id == null || requester == null) return refuse(order, text("exchange.two-persons"));
        return switch (requests.claim(requester, id)) {
            case ExportRequests.Result.Done(ExportRequest claimed) ->
                write(order, requester, file, format, requests.named(requester, claimed.id()));
            case ExportRequests.Result.Refused(String code) -> refuse(order, text(code));
            case ExportRequests.Result.Factor factor -> refuse(order, text("exchange.two-persons"));
            case ExportRequests.Result.NotFound(), ExportRequests.Result.Forbidden() ->
                refuse(order, text("exchange.two-persons"));
        };
    }

    /** Beside its place first, so that a run cut short leaves no half file under the name asked for. */
    private int write(Order order, Actor actor, Path file, TableFormat format, HtcdsExport.@Nullable Named names)
            throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), ".akoma-", ".part");
        long written;
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            written = exports.write(actor, format, names, out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        order.out().println(Said.say(names != null ? "export.with-names" : "export.done", written, actor.code()));
        return 0;
    }

    private static Optional<TableFormat> format(Path file) {
        String name = String.valueOf(file.getFileName());
        return TableFormat.of(name.substring(name.lastIndexOf('.') + 1));
    }

    private static @Nullable UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String text(String code) {
        return messages.getMessage("error." + code, null, CommandLanguage.own().locale());
    }

    private static int refuse(Order order, String why) {
        order.err().println(why);
        return 1;
    }
}

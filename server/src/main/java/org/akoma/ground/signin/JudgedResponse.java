package org.akoma.ground.signin;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.akoma.ground.access.Arrival;
import org.akoma.ground.access.SessionEnded;

/** Lets no byte of an answer leave before the session was judged; a failure of the house itself is told at once. */
final class JudgedResponse extends HttpServletResponseWrapper {

    private final Arrival arrival;

    JudgedResponse(HttpServletResponse response, Arrival arrival) {
        super(response);
        this.arrival = arrival;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        judge();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        judge();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        judge();
        super.flushBuffer();
    }

    private void judge() {
        if (getStatus() >= SC_INTERNAL_SERVER_ERROR) return;
        try {
            arrival.judge();
        } catch (SessionEnded ended) {
            if (!isCommitted()) reset(); // what was meant for somebody who is no longer let in
            throw ended;
        }
    }
}

package dev.elementwise.emulator.sqs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The messages of a data folder, before ElasticMQ restores them from its H2 database. */
final class KeptMessages {
    private static final String FILE_NAME = "queues";

    private final Path folder;

    KeptMessages(Path folder) {
        this.folder = folder;
    }

    /**
     * H2 acknowledges a write before it is in the file unless its write delay is 0: measured, a kill lost one in ten
     * acknowledged messages without. Nor does it close itself when the process is told to end: the queues go on until
     * they are closed, after all that calls them.
     *
     * @see <a href="https://www.h2database.com/html/commands.html#set_write_delay">SET WRITE_DELAY</a>
     */
    String url() {
        String file = folder.toAbsolutePath().resolve(FILE_NAME).toString().replace('\\', '/');
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    /**
     * Makes those visible that had been received: their receivers ended with the emulator that they belonged to. What
     * was never received keeps its delay; how often a message was received is kept.
     *
     * @throws IllegalStateException if the database can't be read
     */
    void returnToQueues(Clock clock) {
        if (!Files.exists(folder.resolve(FILE_NAME + ".mv.db"))) {
            return;
        }
        try (Connection database = DriverManager.getConnection(url())) {
            for (String table : tables(database)) {
                returnToQueue(database, table, clock.millis());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The kept queues in " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    /** ElasticMQ has one for each queue. */
    private static List<String> tables(Connection database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet columns = database.getMetaData().getColumns(null, "PUBLIC", "MESSAGE\\_%", "NEXT_DELIVERY")) {
            while (columns.next()) {
                names.add(columns.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static void returnToQueue(Connection database, String table, long now) throws SQLException {
        try (PreparedStatement update = database.prepareStatement("update \"" + table
                + "\" set next_delivery = ? where receive_count > 0 and next_delivery > ?")) {
            update.setLong(1, now);
            update.setLong(2, now);
            update.executeUpdate();
        }
    }
}

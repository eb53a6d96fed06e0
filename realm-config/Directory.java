import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;

/** The directory of the demo, in memory and for this machine only: {@code java -cp … Directory.java <port> <LDIF file>}. */
class Directory {

    public static void main(String[] arguments) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=acme,dc=example");
        config.setSchema(null);
        config.setGenerateOperationalAttributes(false);
        config.addAdditionalBindCredentials("cn=keycloak,dc=acme,dc=example", "demo-directory");
        config.setListenerConfigs(new InMemoryListenerConfig(
                "ldap", InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]), null, null, null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.importFromLDIF(true, arguments[1]);
        server.startListening();
        System.out.println("Listening on port " + server.getListenPort());
        Thread.currentThread().join();
    }
}

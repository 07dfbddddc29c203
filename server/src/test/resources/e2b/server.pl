# A small server for tests, each connection in a process of its own: server.pl PORT NAME
use strict;
use warnings;
use IO::Socket::INET;
use Digest::SHA qw(sha1_base64);

my ($port, $name) = @ARGV;
my $listener = IO::Socket::INET->new(
    LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 50, ReuseAddr => 1) or die "port: $!\n";
$| = 1;
print "ready\n";
$SIG{CHLD} = 'IGNORE';

sub say_to { my ($to, $text) = @_; print $to $text; $to->flush }

sub answer {
    my ($client, $method, $path, $head, %field) = @_;
    if ($path eq '/echo') {
        # Counts what comes, chunked or not, without keeping it.
        my ($count, $length) = (0, $field{'content-length'});
        if (defined $length) {
            while ($count < $length) {
                my $got = read($client, my $bytes, $length - $count > 65536 ? 65536 : $length - $count) or last;
                $count += $got;
            }
        } else {
            while (defined(my $line = <$client>)) {
                my $size = $line =~ /^(\w+)/ ? hex $1 : 0;
                my $left = $size + 2;
                while ($left > 0) {
                    my $got = read($client, my $bytes, $left > 65536 ? 65536 : $left) or last;
                    $left -= $got;
                }
                $count += $size;
                last if $size == 0;
            }
        }
        say_to($client, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " . length($count) . "\r\n\r\n$count");
    } elsif ($path =~ m{^/big/(\d+)$}) {
        say_to($client, "HTTP/1.1 200 OK\r\nContent-Length: $1\r\n\r\n");
        my $piece = 'x' x 65536;
        for (my $left = $1; $left > 0; $left -= 65536) {
            print $client substr($piece, 0, $left > 65536 ? 65536 : $left) or last;
        }
    } elsif ($path eq '/events') {
        say_to($client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        say_to($client, "4\r\none\n\r\n");
        # The second comes when the file is there: who waits for the first makes it.
        select undef, undef, undef, 0.05 until -e "go-$port";
        say_to($client, "4\r\ntwo\n\r\n0\r\n\r\n");
    } elsif ($path eq '/broken') {
        say_to($client, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    } elsif ($path eq '/nonsense') {
        say_to($client, "RFB 003.008\n");
    } elsif ($path eq '/cookie') {
        say_to($client, "HTTP/1.1 204 No Content\r\nSet-Cookie: a=b; Domain=boxes.test; Path=/\r\nX-Own: yes\r\n\r\n");
    } elsif ($path eq '/early') {
        say_to($client, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");
    } elsif (lc($field{upgrade} // '') eq 'websocket') {
        my $agreed = sha1_base64(($field{'sec-websocket-key'} // '') . '258EAFA5-E914-47DA-95CA-C5AB0DC85B11') . '=';
        say_to($client, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: $agreed\r\n\r\n");
        # What comes is echoed: frames of a client are unmasked, kept short.
        while (read($client, my $head, 2) == 2) {
            my ($kind, $length) = unpack 'CC', $head;
            $length &= 127;
            if ($length == 126) { read($client, my $more, 2); $length = unpack 'n', $more }
            read($client, my $mask, 4);
            my $bytes = '';
            read($client, $bytes, $length) if $length;
            $bytes ^= substr $mask x ($length / 4 + 1), 0, $length;
            my $size = $length < 126 ? pack('C', $length) : pack('Cn', 126, $length);
            say_to($client, pack('C', $kind) . $size . $bytes);
            last if ($kind & 15) == 8;
        }
    } else {
        my $body = "$name $method $path\n$head";
        say_to($client, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " . length($body) . "\r\n\r\n"
            . ($method eq 'HEAD' ? '' : $body));
    }
}

while (1) {
    my $client = $listener->accept or next;
    if (fork) { close $client; next }
    close $listener;
    binmode $client;
    my ($method, $path) = (<$client> // '') =~ /^(\S+) (\S+)/ or exit;
    my ($head, %field) = ('');
    while (defined(my $line = <$client>)) {
        $line =~ s/\r\n$//;
        last if $line eq '';
        $head .= "$line\n";
        $field{lc $1} = $2 if $line =~ /^([^:]+): ?(.*)$/;
    }
    answer($client, $method, $path, $head, %field);
    close $client;
    exit;
}

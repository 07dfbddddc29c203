# Carries bytes between two connections until one of them ends.
package Relay;
use strict;
use warnings;
use IO::Socket::INET;

# What waits for a slow side before the quick one is no longer read.
my $WAITING = 1 << 20;
my $PIECE   = 1 << 16;

# A screen has few viewers; each is a process here.
my $VIEWERS = 32;

# relay($one, $other, $from_one, $from_other): the last two turn what was read into what is written
# to the other side and what is answered; undef ends it.
sub relay {
    my ($one, $other, @turn) = @_;
    my @side = ($one, $other);
    my @left = ('', '');
    $_->blocking(0) for @side;
    while (1) {
        my ($read, $write) = ('', '');
        for my $i (0, 1) {
            vec($read,  fileno($side[$i]), 1) = 1 if length($left[1 - $i]) < $WAITING;
            vec($write, fileno($side[$i]), 1) = 1 if length($left[$i]);
        }
        next if select($read, $write, undef, undef) < 0;
        for my $i (0, 1) {
            if (vec($write, fileno($side[$i]), 1)) {
                my $count = syswrite($side[$i], $left[$i], $PIECE);
                return if !defined $count && !$!{EAGAIN};
                substr($left[$i], 0, $count, '') if $count;
            }
            next unless vec($read, fileno($side[$i]), 1);
            my $count = sysread($side[$i], my $bytes, $PIECE);
            next if !defined $count && $!{EAGAIN};
            my ($pass, $answer) = $count ? $turn[$i]->($bytes) : ();
            if (!defined $pass) {
                farewell($side[1 - $i], $left[1 - $i]);
                return;
            }
            $left[1 - $i] .= $pass;
            $left[$i] .= $answer if defined $answer;
        }
    }
}

# What was meant for it still arrives, if it takes it soon.
sub farewell {
    my ($side, $left) = @_;
    $side->blocking(1);
    alarm 5;
    syswrite($side, $left) if length $left;
}

# Answers each connection to the port in a process of its own, on this machine only.
sub listen_on {
    my ($port) = @_;
    return IO::Socket::INET->new(
        LocalAddr => '127.0.0.1', LocalPort => $port, Listen => $VIEWERS, ReuseAddr => 1);
}

sub serve {
    my ($listener, $answer) = @_;
    my %viewers;
    $SIG{CHLD} = sub { };
    while (1) {
        while ((my $gone = waitpid(-1, 1)) > 0) { delete $viewers{$gone} }
        my $client = $listener->accept or next;
        if (keys %viewers >= $VIEWERS) { close $client; next }
        my $child = fork;
        if (defined $child && $child == 0) {
            $SIG{CHLD} = 'DEFAULT';
            $SIG{PIPE} = 'IGNORE';
            close $listener;
            $client->sockopt(Socket::SO_KEEPALIVE(), 1);
            eval { $answer->($client) };
            exec '/bin/true';
        }
        $viewers{$child} = 1 if defined $child;
        close $client;
    }
}

# Exactly so many bytes, or it dies.
sub take {
    my ($from, $count) = @_;
    my $bytes = '';
    while (length($bytes) < $count) {
        sysread($from, $bytes, $count - length($bytes), length($bytes)) or die "ended\n";
    }
    return $bytes;
}

sub say_to {
    my ($to, $bytes) = @_;
    while (length $bytes) {
        my $count = syswrite($to, $bytes) or die "ended\n";
        substr($bytes, 0, $count, '');
    }
}

1;

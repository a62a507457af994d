"""Sentences of our own that hold the Rust program to the Python one; none is from a corpus."""

SENTENCES = """
The ministry said that its troops had repelled three attacks near the northern ridge overnight .
At least 14 civilians were killed when rockets hit a bakery in the old quarter of Shushi , the mayor told reporters .
Azerbaijan denied that it had shelled the village , and accused Armenia of staging the pictures .
" We did not open fire first , " Colonel Aram Petrosyan said on Thursday .
A second truce , brokered by Norway , was due to take hold at 06:00 local time .
Both sides blamed each other within minutes of the deadline .
According to the governor 's office , 2,300 people have been moved to schools and sports halls .
Drones flew over the dam again , but nobody was hurt .
The presidency has not confirmed the capture of the border town of Velika Ruda .
Who ordered the strike on the market ?
Rebels claimed to have shot down a transport aircraft with 31 soldiers on board .
He was born in Lyon in 1961 and studied law there .
My sister does n't like the new bus timetable at all .
The hospital 's generator ran out of fuel , doctors said , and two newborns died .
ARMY CLAIMS BRIDGE RETAKEN AFTER NIGHT OF FIGHTING
The International Committee of the Red Cross called on all parties to let aid convoys through .
Ms. Leyla Hasanova , a nurse from Terter , lost her brother in the bombardment .
The foreign minister of France flew to Ankara for talks with his Turkish counterpart .
Some 400 houses , two churches and a water tower have been damaged or destroyed since Sunday .
If the corridor is closed , thousands will be cut off from food and medicine .
The spokeswoman would neither confirm nor deny the report .
Prisoners were exchanged for the bodies of fallen soldiers under the supervision of Russian peacekeepers .
It is raining hard , so take your umbrella and leave early .
Witnesses saw smoke rising from behind the airport , where a depot is believed to stand .
The enemy suffered heavy losses : five tanks , twelve trucks and an unknown number of men .
Giving details of the raid , state television showed what it called captured American rifles .
Three of the wounded are in a critical condition .
Fighters loyal to General Okello pulled back from Mbali before dawn .
“ They ’re shooting at the ambulances ! ” a volunteer shouted down the phone .
The parliament in Baku voted 98 to 3 to extend martial law by sixty days .
Shelling by government forces of the town of Dara continued for a ninth day .
No one has been able to verify the figures independently .
The U.N. envoy , whose plane was delayed , is now expected to meet Mr. Ivanov and the prime minister on Monday .
"""


def fixture_sentences():
    """Lists of tokens."""
    return [line.split() for line in SENTENCES.strip().split("\n")]
